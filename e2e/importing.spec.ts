import { addToCart, requestAccess } from './asking';
import {
  ADMIN,
  asSomebodyElse,
  call,
  expect,
  gatewayUrl,
  logIn,
  mailbox,
  registerAndLogIn,
  somebodyNew,
  test,
} from './fixtures';
import { gateway } from './offer';

test('a key of before is attached to an app, works on, is never shown, and can be replaced', async ({
  page,
  browser,
}) => {
  const key = await gateway.createKey(['acl-maps', 'plan-partner']);
  const petStore = `${gatewayUrl()}/petstore/`;
  expect(await call(petStore, key)).toBe(403);

  const noa = somebodyNew('Noa');
  await registerAndLogIn(page, noa);
  await addToCart(page, { catalog: 'public', product: 0 });
  await requestAccess(page, { catalog: 'Public', plan: 'Free', app: `Old keys ${process.pid}` });
  await page.locator('main a[href^="/apps/"]').first().click();
  await expect(page).toHaveURL(/\/apps\/[0-9a-f-]{36}/);
  const app = new URL(page.url()).pathname;

  const admin = await asSomebodyElse(browser, ADMIN);
  await admin.goto(`/admin${app}`);
  await admin.getByRole('link', { name: 'Attach a key' }).click();
  await expect(admin.getByRole('heading', { level: 1, name: 'Attach a key' })).toBeVisible();

  await test.step('a key that is not there is refused, says why, and is removed', async () => {
    await attach(admin, 'never-was-a-key-of-this-gateway');
    const row = admin.getByRole('row').filter({ hasText: 'Not attached' });
    await expect(row).toContainText('no such key', { timeout: 30_000 });
    await row.getByRole('button', { name: /^Remove/ }).click();
    await expect(admin.getByRole('row').filter({ hasText: 'Not attached' })).toHaveCount(0);
  });

  await test.step('the key of before becomes a key of the app', async () => {
    await admin.goto(`/admin${app}/attach`);
    await attach(admin, key);
    const row = admin.getByRole('row').filter({ hasText: 'attached' }).filter({ hasText: 'Active' });
    await expect(row).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => call(petStore, key), { timeout: 30_000 }).toBe(200);
    await mailbox.waitFor(noa.email, /belongs to/);
  });

  await test.step('its people use it without seeing it, and get a new one in its place', async () => {
    await page.goto(app);
    await expect(page.getByText('It worked before the portal knew it')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Reveal key' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Regenerate key' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Now').check();
    await dialog.getByRole('button', { name: 'Regenerate key' }).click();
    await expect(page.getByRole('button', { name: 'Reveal key' }).first()).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => call(petStore, key), { timeout: 60_000 }).toBeGreaterThanOrEqual(401);
  });
});

test('the form for a key of before says what is missing, and keeps no key', async ({ page }) => {
  await logIn(page, ADMIN);
  await page.goto('/admin/apps');
  await page.locator('main a[href^="/admin/apps/0"]').first().click();
  await page.getByRole('link', { name: 'Attach a key' }).click();
  await page.getByLabel('Key', { exact: true }).fill('two words');
  await page.getByLabel('Plan').selectOption({ index: 1 });
  await page.getByRole('checkbox', { name: 'Pet store' }).check();
  await page.getByRole('button', { name: 'Attach key' }).click();
  await expect(page.getByText('A key has no spaces', { exact: false }).first()).toBeVisible();
  await expect(page.getByLabel('Plan')).not.toHaveValue('');
});

/** Fills and sends the form that stands on the page; what came of it stands beside the app's keys. */
async function attach(admin: Awaited<ReturnType<typeof asSomebodyElse>>, key: string): Promise<void> {
  await admin.getByLabel('Key', { exact: true }).fill(key);
  await admin.getByRole('checkbox', { name: 'Pet store' }).check();
  const plan = admin.getByLabel('Plan').locator('option', { hasText: /^Standard/ });
  await admin.getByLabel('Plan').selectOption((await plan.first().getAttribute('value')) ?? '');
  await admin.getByRole('button', { name: 'Attach key' }).click();
  await expect(admin).toHaveURL(/\/admin\/apps\/[0-9a-f-]{36}$/);
}
