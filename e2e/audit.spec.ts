import { readFile } from 'node:fs/promises';
import { ADMIN, asSomebodyElse, expect, registerAndLogIn, somebodyNew, test } from './fixtures';

test('an admin finds what somebody did, follows them through the log, and takes it along', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const aurelia = somebodyNew('Aurelia');
  await registerAndLogIn(page, aurelia);
  const admin = await asSomebodyElse(browser, ADMIN);

  await admin.goto('/admin/audit');
  await admin.getByText('Object, organization, address, days').click();
  await admin.getByLabel('Kind of object').selectOption({ label: 'User' });
  await admin.getByLabel('Object', { exact: true }).fill(aurelia.email);
  await admin.getByLabel('Event').selectOption({ label: 'User: registered' });
  await admin.getByRole('button', { name: 'Filter' }).click();
  await expect(admin).toHaveURL(/event=user\.registered.*kind=user/);
  const rows = admin.getByRole('region', { name: 'Audit log' }).getByRole('row').filter({ hasText: 'Aurelia' });
  await expect(rows).toHaveCount(1);

  await test.step('as a file', async () => {
    const download = admin.waitForEvent('download');
    await admin.getByRole('button', { name: 'Export' }).click();
    await admin.getByRole('link', { name: 'As JSON lines' }).click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['user.registered']);
  });

  await rows.getByText('User: registered').click();
  await rows.getByRole('link', { name: 'Everything about this user' }).click();
  await expect(admin).toHaveURL(/\/admin\/audit\/user\/[0-9a-f-]{36}$/);
  const timeline = admin.url();
  await expect(admin.getByRole('heading', { level: 1 })).toContainText('Aurelia');
  await expect(admin.getByRole('table').getByText('User: address verified')).toBeVisible();

  await admin.getByRole('link', { name: 'Open its page' }).click();
  await expect(admin).toHaveURL(/\/admin\/users\/[0-9a-f-]{36}$/);
  await admin.getByRole('main').getByRole('link', { name: 'Audit log' }).click();
  await expect(admin).toHaveURL(timeline);

  await test.step('the developer meets nothing there', async () => {
    expect((await page.goto(timeline))?.status()).toBe(404);
    const file = await page.request.get('/admin/audit/export.csv');
    expect(file.status()).toBe(404);
  });
  await admin.context().close();
});
