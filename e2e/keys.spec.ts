import type { Page } from '@playwright/test';
import { addToCart, generateKey, requestAccess, shownCurl, shownKey } from './asking';
import {
  ADA,
  ADMIN,
  asSomebodyElse,
  call,
  expect,
  logIn,
  mailbox,
  readCurl,
  registerAndLogIn,
  somebodyNew,
  test,
} from './fixtures';

/** From the page of a request that was approved at once to its key, on the page of its app. */
async function takeKey(page: Page): Promise<{ key: string; url: string; app: string }> {
  await page.locator('main a[href^="/apps/"]').first().click();
  const key = await generateKey(page);
  const { url } = readCurl(await shownCurl(page));
  // The page shows the key; what can be done with it stands there when it is opened again.
  await page.reload();
  return { key, url, app: page.url() };
}

/** Asks for the n-th public product on the plan that approves by itself, for an app of this name. */
async function freeKey(page: Page, app: string) {
  await addToCart(page, { catalog: 'public', product: 0 });
  await requestAccess(page, { catalog: 'Public', plan: 'Free', app });
  return takeKey(page);
}

/** From an app's page to the page of its newest key. */
async function openKey(page: Page, app: string): Promise<void> {
  await page.goto(app);
  await page.locator('main a[href*="/keys/"]').first().click();
  await expect(page).toHaveURL(/\/keys\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { name: 'What it opens' })).toBeVisible();
}

test('a key is looked after on its own page, until the old one is ended', async ({ page }) => {
  test.setTimeout(240_000);
  const kim = somebodyNew('Kim');
  await registerAndLogIn(page, kim);
  const { key, url, app } = await freeKey(page, `Lighthouse ${process.pid}`);
  expect(await call(url, key)).toBe(200);

  await openKey(page, app);
  await test.step('who saw it, what is left, and what happened stand there', async () => {
    await expect(page.getByRole('list', { name: 'Who has seen this key' })).toContainText('Kim Journey');
    await expect(page.getByText(/of 1,000 left/)).toBeVisible();
    await expect(page.getByRole('list', { name: 'History of this key' })).toContainText('The key works');
  });

  await test.step('it gets a name of its own', async () => {
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('Name of the key').fill('Lamp');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Lamp' })).toBeVisible();
  });

  await test.step('replaced, it stands beside the new one, is extended, and is ended', async () => {
    await page.getByRole('button', { name: 'Regenerate key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/1 hour/i).check();
    await dialog.getByRole('button', { name: 'Regenerate key' }).click();
    await expect(page.getByRole('heading', { name: 'Old and new key' })).toBeVisible({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Extend' }).click();
    await page
      .getByRole('dialog')
      .getByLabel(/24 hours/i)
      .check();
    await page.getByRole('dialog').getByRole('button', { name: 'Extend' }).click();
    await expect(page.getByRole('list', { name: 'History of this key' })).toContainText(
      'Works beside the new key until',
    );
    await page.getByRole('button', { name: 'End the old one now' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End the old one now' }).click();
    await expect.poll(() => call(url, key), { timeout: 60_000 }).toBeGreaterThanOrEqual(401);
  });

  await page.goto(app);
  await page.getByRole('button', { name: 'Reveal key' }).first().click();
  expect(await call(url, await shownKey(page))).toBe(200);
});

test('whoever finds a key learns nothing but that it is known, and its owner acts', async ({ page, browser }) => {
  test.setTimeout(240_000);
  const lou = somebodyNew('Lou');
  await registerAndLogIn(page, lou);
  const { key, url, app } = await freeKey(page, `Lost keys ${process.pid}`);

  const finder = await browser.newPage();
  await finder.goto(new URL('/keys/found', page.url()).href);
  await finder.getByLabel('Key', { exact: true }).fill('5e9d9544a1dcd60001d0ed20nobodyknowsthiskeyatall0000000');
  await finder.getByRole('button', { name: 'Report this key' }).click();
  await expect(finder.getByText('This portal does not know this key.')).toBeVisible();
  await finder.getByLabel('Key', { exact: true }).fill(`Authorization: ${key}`);
  await finder.getByRole('button', { name: 'Report this key' }).click();
  await expect(finder.getByText(/This is a key of this portal/)).toBeVisible();
  await expect(finder.getByText(/Lou|Lost keys/)).toHaveCount(0);
  await finder.close();

  const mail = await mailbox.waitFor(lou.email, /found a key/i);
  expect(mail.text).not.toContain(key);
  await mailbox.waitFor(ADMIN.email, /found in the open/i);
  await openKey(page, app);
  await expect(page.getByText('Somebody found this key in the open')).toBeVisible();
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke key' }).click();
  await expect.poll(() => call(url, key), { timeout: 60_000 }).toBeGreaterThanOrEqual(401);
});

test('a super admin suspends a key and lets it work again; what the provider suspended stays so', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await logIn(page, ADA);
  const { key, url, app } = await freeKey(page, `Switchboard ${process.pid}`);
  await page.getByRole('button', { name: 'Suspend key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend key' }).click();
  await expect(page.getByText('Suspended', { exact: true })).toBeVisible();
  await expect.poll(() => call(url, key), { timeout: 60_000 }).toBeGreaterThanOrEqual(401);
  await page.getByRole('button', { name: 'Resume key' }).click();
  await expect.poll(() => call(url, key), { timeout: 60_000 }).toBe(200);

  const admin = await asSomebodyElse(browser, ADMIN);
  await admin.goto(new URL(app).pathname.replace('/apps/', '/admin/apps/'));
  await admin.getByRole('button', { name: 'Suspend', exact: true }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Suspend key' }).click();
  await expect(admin.getByText('Suspended', { exact: true }).first()).toBeVisible();
  await admin.context().close();
  await page.reload();
  await expect(page.getByText(/The provider has suspended this key/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resume key' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke key' }).click();
});

test('all keys of an app end at once, after its name was typed', async ({ page }) => {
  test.setTimeout(240_000);
  const max = somebodyNew('Max');
  const name = `Everything off ${process.pid}`;
  await registerAndLogIn(page, max);
  const { key, url, app } = await freeKey(page, name);
  await page.getByRole('button', { name: 'Regenerate key' }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/7 days/i)
    .check();
  await page.getByRole('dialog').getByRole('button', { name: 'Regenerate key' }).click();
  await expect(page.getByText('Replaced', { exact: true })).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: 'End all keys' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('2 keys end, for good.')).toBeVisible();
  await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
  await dialog.getByRole('button', { name: 'End all keys' }).click();
  await expect.poll(() => call(url, key), { timeout: 60_000 }).toBeGreaterThanOrEqual(401);
  await page.goto(app);
  await expect(page.getByRole('button', { name: 'Regenerate key' })).toHaveCount(0);
});

test('who is asked confirms that an app is still needed', async ({ page }) => {
  await logIn(page, ADA);
  await page.goto('/apps');
  await page.getByRole('link', { name: 'Returns desk' }).click();
  await expect(page.getByText('Is this app still needed?')).toBeVisible();
  await page.getByRole('button', { name: 'Confirm that it is needed' }).click();
  await expect(page.getByText('Is this app still needed?')).toHaveCount(0);
  await expect(page.getByText('Confirmed as needed')).toBeVisible();
});
