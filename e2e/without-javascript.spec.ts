import { addToCart, requestAccess } from './asking';
import { ADMIN, expect, linkIn, logIn, mailbox, registerAndLogIn, somebodyNew, test } from './fixtures';

test.use({ javaScriptEnabled: false });

test('the journey works without client JavaScript', async ({ page, browser }) => {
  test.setTimeout(120_000);
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
});
