import { addToCart, generateKey, requestAccess, shownCurl } from './asking';
import {
  ADMIN,
  asSomebodyElse,
  call,
  expect,
  mailbox,
  readCurl,
  registerAndLogIn,
  somebodyNew,
  test,
} from './fixtures';

/** The demo's writes are watched for some time before they count as taken. */
const PROVEN_MS = 200_000;

test('the same key gets another plan and one more product, when an admin has approved it', async ({
  page,
  browser,
}) => {
  test.setTimeout(360_000);
  const nell = somebodyNew('Nell');
  const name = `Tide table ${process.pid}`;
  await registerAndLogIn(page, nell);
  await addToCart(page, { catalog: 'public', product: 0 });
  await requestAccess(page, { catalog: 'Public', plan: 'Free', app: name });
  await page.locator('main a[href^="/apps/"]').first().click();
  const key = await generateKey(page);
  const { url } = readCurl(await shownCurl(page));
  const app = page.url();

  const change = await test.step('asked for on the page of the key, and the key goes on as it is', async () => {
    await page.locator('main a[href*="/keys/"]').first().click();
    await page.getByRole('link', { name: 'Change plan or products' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Change plan or products' })).toBeVisible();
    await expect(page.getByText('What the key has now')).toBeVisible();
    await page.getByRole('radio', { name: 'Standard', exact: true }).check();
    await page
      .getByRole('checkbox', { name: /^(?!.*\(now\))/ })
      .first()
      .check();
    await page.getByRole('button', { name: 'Ask for this change' }).click();
    await expect(page).toHaveURL(/\/requests\/[0-9a-f-]{36}/);
    await expect(page.getByText('Change requested')).toBeVisible();
    expect(await call(url, key)).toBe(200);
    return new URL(page.url()).pathname;
  });

  await test.step('which a second change has to wait for', async () => {
    await page.goto(app);
    await page.locator('main a[href*="/keys/"]').first().click();
    await expect(page.getByText('A change of this key waits for a decision')).toBeVisible();
    await page.getByRole('link', { name: 'Change plan or products' }).click();
    await expect(page.getByText('A change waits for a decision already')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Ask for this change' })).toHaveCount(0);
  });

  await test.step('shown to the approver as a difference', async () => {
    const admin = await asSomebodyElse(browser, ADMIN);
    await admin.goto(`/admin${change}`);
    await expect(admin.getByRole('heading', { level: 1 })).toContainText('asks to change a key');
    await expect(admin.getByRole('region', { name: 'What changes', exact: true })).toBeVisible();
    await admin.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(admin.getByText('Approved', { exact: true }).first()).toBeVisible();
    await admin.context().close();
  });

  await test.step('and made when the gateway has it, with a mail and the same key', async () => {
    await expect
      .poll(
        async () =>
          (await mailbox.all()).some(({ to, subject }) => to.includes(nell.email) && /new plan/.test(subject)),
        {
          timeout: PROVEN_MS,
        },
      )
      .toBe(true);
    await page.goto(change);
    await expect(page.getByText('The key has its new terms')).toBeVisible();
    expect(await call(url, key)).toBe(200);
    await page.goto(app);
    await expect(page.getByText('Standard').first()).toBeVisible();
    await page.locator('main a[href*="/keys/"]').first().click();
    const addresses = page.locator('code').filter({ hasText: /^https?:/ });
    await expect(addresses.nth(1)).toBeVisible();
    const other = (await addresses.allTextContents()).find((address) => !url.startsWith(address));
    expect(await call(other ?? '', key)).toBe(200);
  });
});

test('what the key has already is not a change, and a change that is cancelled leaves the way free', async ({
  page,
}) => {
  const olaf = somebodyNew('Olaf');
  await registerAndLogIn(page, olaf);
  await addToCart(page, { catalog: 'public', product: 0 });
  await requestAccess(page, { catalog: 'Public', plan: 'Free', app: `Fog horn ${process.pid}` });
  await page.locator('main a[href^="/apps/"]').first().click();
  await generateKey(page);
  await page.locator('main a[href*="/keys/"]').first().click();
  await page.getByRole('link', { name: 'Change plan or products' }).click();
  await page.getByRole('button', { name: 'Ask for this change' }).click();
  await expect(page.getByText('The key has this plan and these products already').first()).toBeVisible();
  const form = page.url();

  await page.getByRole('radio', { name: 'Standard', exact: true }).check();
  await page.getByRole('button', { name: 'Ask for this change' }).click();
  await expect(page).toHaveURL(/\/requests\/[0-9a-f-]{36}/);
  await page.getByRole('button', { name: 'Cancel request' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel request' }).click();
  await expect(page.getByText('Cancelled').first()).toBeVisible();
  await page.goto(form);
  await expect(page.getByRole('button', { name: 'Ask for this change' })).toBeVisible();
});
