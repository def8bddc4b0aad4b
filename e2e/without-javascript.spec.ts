import { addToCart, requestAccess } from './asking';
import { ADMIN, expect, linkIn, logIn, mailbox, registerAndLogIn, somebodyNew, TOM, test } from './fixtures';

test.use({ javaScriptEnabled: false });

test('the journey works without client JavaScript', async ({ page, browser }) => {
  const nell = somebodyNew('Nell');
  await registerAndLogIn(page, nell);
  await addToCart(page, { catalog: 'public', product: 0 });
  await requestAccess(page, { catalog: 'Public', plan: 'Standard', app: 'Paper boat' });

  const admin = await browser.newPage({ baseURL: process.env.E2E_PORTAL_URL ?? '', javaScriptEnabled: false });
  await logIn(admin, ADMIN);
  await admin.goto('/admin/requests');
  await admin
    .getByRole('link', { name: /Paper boat/ })
    .first()
    .click();
  await expect(admin).toHaveURL(/\/admin\/requests\/[0-9a-f-]{36}/);
  await admin.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(admin.getByText(/approved/i).first()).toBeVisible();
  await admin.close();

  await page.goto(linkIn(await mailbox.waitFor(nell.email, /approved/i), '/keys/confirm'));
  await page.getByRole('button', { name: 'Generate key' }).click();
  await expect(page.getByLabel('API key')).toBeVisible();
  expect((await page.getByLabel('API key').inputValue()).length).toBeGreaterThan(30);

  await test.step('what is not there says so in plain HTML', async () => {
    await page.goto('/apps');
    const app = await page.getByRole('link', { name: 'Paper boat' }).getAttribute('href');
    const other = await browser.newPage({ baseURL: process.env.E2E_PORTAL_URL ?? '', javaScriptEnabled: false });
    await logIn(other, TOM);
    for (const address of ['/products/no-such-product', app ?? '', '/requests/none', '/admin/users']) {
      expect([address, (await other.goto(address))?.status()]).toEqual([address, 404]);
      await expect(other.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
      await expect(other.getByRole('link', { name: 'Go to the home page' })).toBeVisible();
    }
    await other.context().close();
  });
});
