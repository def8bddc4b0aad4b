import type { Page } from '@playwright/test';
import { addToCart, generateKey, requestAccess, shownCurl, shownKey } from './asking';
import {
  ADMIN,
  asSomebodyElse,
  call,
  expect,
  linkIn,
  logIn,
  mailbox,
  readCurl,
  registerAndLogIn,
  somebodyNew,
  test,
} from './fixtures';

const CALLERS = 24;

test('from registering to a key that works, is replaced, and dies', async ({ page, browser }) => {
  test.setTimeout(240_000);
  const dana = somebodyNew('Dana');
  const app = `Harbour lights ${process.pid}`;
  await registerAndLogIn(page, dana);

  await test.step('browse, read, and fill the cart with products of two catalogs', async () => {
    await page.goto('/catalogs/public');
    await page.getByRole('link', { name: 'More info' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.locator('main a[href*="/docs/"]').first().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await addToCart(page, { catalog: 'public', product: 0 });
    await addToCart(page, { catalog: 'public', product: 1 });
    await addToCart(page, { catalog: 'internal', product: 0 });
    await page.goto('/cart');
    // Products of one catalog are one request; another catalog is another.
    await expect(page.getByRole('button', { name: 'Request access' })).toHaveCount(2);
  });

  const request = await requestAccess(page, { catalog: 'Public', plan: 'Standard', app });

  await test.step('an admin reads and approves it', async () => {
    const admin = await asSomebodyElse(browser, ADMIN);
    await admin.goto('/admin/requests');
    await admin
      .getByRole('link', { name: new RegExp(app) })
      .first()
      .click();
    await expect(admin).toHaveURL(/\/admin\/requests\/[0-9a-f-]{36}/);
    await expect(admin.getByText(dana.email).filter({ visible: true }).first()).toBeVisible();
    await admin.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(
      admin
        .getByText(/approved/i)
        .filter({ visible: true })
        .first(),
    ).toBeVisible();
    await admin.context().close();
  });

  const key = await test.step('the link in the mail leads through the login to the key', async () => {
    const mail = await mailbox.waitFor(dana.email, /approved/i);
    await page.context().clearCookies();
    await page.goto(linkIn(mail, '/keys/confirm'));
    await expect(page).toHaveURL(/\/auth\/login/);
    await page.getByLabel('Email').fill(dana.email);
    await page.getByLabel('Password', { exact: true }).fill(dana.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page).toHaveURL(/\/keys\/confirm/);
    return generateKey(page);
  });
  const { url, authorization } = readCurl(await shownCurl(page));
  expect(authorization).toContain(key);

  await test.step('the key opens the API, a wrong one does not', async () => {
    expect(await call(url, key)).toBe(200);
    expect(await call(url, `${key}x`)).toBe(403);
    expect(await call(url, null)).toBe(401);
  });

  await page.goto(request);
  await page.locator('main a[href^="/apps/"]').first().click();

  const second = await test.step('a regenerated key works beside the old one until its grace ends', async () => {
    await page.getByRole('button', { name: 'Regenerate key' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/1 hour/i).check();
    await dialog.getByRole('button', { name: 'Regenerate key' }).click();
    await expect(page.getByText('Replaced', { exact: true })).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Reveal key' }).first().click();
    const renewed = await shownKey(page);
    expect(renewed).not.toBe(key);
    expect(await call(url, renewed)).toBe(200);
    expect(await call(url, key)).toBe(200);
    return renewed;
  });

  await test.step('revoked keys are refused for good, also while 24 callers use them', async () => {
    let isCalling = true;
    const callers = Array.from({ length: CALLERS }, async () => {
      while (isCalling) await call(url, second);
    });
    await page.reload();
    await page.getByRole('button', { name: 'Revoke key' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke key' }).click();
    await expect.poll(() => call(url, second), { timeout: 60_000 }).toBeGreaterThanOrEqual(401);
    isCalling = false;
    await Promise.all(callers);
    await expect
      .poll(
        async () => {
          await page.reload();
          return page.getByText('Revoked', { exact: true }).count();
        },
        { timeout: 150_000, intervals: [2_000] },
      )
      .toBeGreaterThan(0);
    expect(await call(url, second)).toBeGreaterThanOrEqual(401);
  });
});

test('a plan that approves by itself needs no admin [K-24]', async ({ page }) => {
  const otto = somebodyNew('Otto');
  await registerAndLogIn(page, otto);
  await addToCart(page, { catalog: 'public', product: 0 });
  await requestAccess(page, { catalog: 'Public', plan: 'Free', app: 'Night shift' });
  const mail = await mailbox.waitFor(otto.email, /approved/i);
  await page.goto(linkIn(mail, '/keys/confirm'));
  const key = await generateKey(page);
  const { url } = readCurl(await shownCurl(page));
  const answers = [];
  for (let at = 0; at < 8; at += 1) answers.push(await call(url, key));
  // Free: five calls in ten seconds.
  expect(answers.slice(0, 5)).toEqual([200, 200, 200, 200, 200]);
  expect(answers).toContain(429);
});

test('a link in a mail changes nothing until somebody permitted clicks behind it [T-02] [T-27]', async ({
  page,
  browser,
  request,
}) => {
  const nora = somebodyNew('Nora');
  await registerAndLogIn(page, nora);
  await addToCart(page, { catalog: 'public', product: 0 });
  await requestAccess(page, { catalog: 'Public', plan: 'Free', app: 'Scanner proof' });
  const link = linkIn(await mailbox.waitFor(nora.email, /approved/i), '/keys/confirm');

  for (let look = 0; look < 3; look += 1) {
    await request.head(link);
    await request.get(link);
  }
  const stranger = await asSomebodyElse(browser, { email: 'tom@acme.test', password: 'portal-dev-demo' });
  const answer = await stranger.goto(link);
  expect(answer?.status()).toBe(404);
  await expect(stranger.getByRole('button', { name: 'Generate key' })).toHaveCount(0);
  await stranger.context().close();

  await page.goto(link);
  expect((await generateKey(page)).length).toBeGreaterThan(30);
});

test('two people who press Generate key at once get one key [S-13]', async ({ page, browser }) => {
  await logIn(page, { email: 'ada@acme.test', password: 'portal-dev-demo' });
  await addToCart(page, { catalog: 'public', product: 0 });
  const request = await requestAccess(page, { catalog: 'Public', plan: 'Free', app: 'Two hands' });
  await page.goto(request);
  const app = await page.locator('main a[href^="/apps/"]').first().getAttribute('href');
  if (!app) throw new Error('the request names no app');
  const tom = await asSomebodyElse(browser, { email: 'tom@acme.test', password: 'portal-dev-demo' });
  await Promise.all([page.goto(app), tom.goto(app)]);

  await Promise.all([
    page.getByRole('button', { name: 'Generate key' }).click(),
    tom.getByRole('button', { name: 'Generate key' }).click(),
  ]);

  const revealed = await Promise.all([revealOn(page, app), revealOn(tom, app)]);
  expect(revealed[0]).toBe(revealed[1]);
  await expect(page.getByRole('button', { name: 'Revoke key' })).toHaveCount(1);
  await tom.context().close();
});

async function revealOn(page: Page, app: string): Promise<string> {
  await expect
    .poll(
      async () => {
        await page.goto(app);
        return page.getByRole('button', { name: 'Reveal key' }).count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  await page.getByRole('button', { name: 'Reveal key' }).click();
  return shownKey(page);
}
