import type { Page } from '@playwright/test';
import { addToCart, requestAccess } from './asking';
import { ADMIN, asSomebodyElse, expect, mailbox, registerAndLogIn, somebodyNew, test } from './fixtures';
import { untilKeysAreHeard } from './keyboard';

const tag = `Lantern ${process.pid}`;
const apps = [`${tag} one`, `${tag} two`, `${tag} three`] as const;
const reason = { title: `Elsewhere ${process.pid}`, body: `Somebody of ${tag} has such a key already. Ask them.` };

/** The row of the inbox that this app is named in. */
const rowOf = (page: Page, app: string) => page.getByRole('row').filter({ hasText: app });

const keptReason = (page: Page) => page.getByRole('listitem').filter({ hasText: reason.title });

test('an admin clears the inbox without a mouse, and everybody is told', async ({ page, browser }) => {
  test.setTimeout(240_000);
  const una = somebodyNew('Una');
  await registerAndLogIn(page, una);
  for (const app of apps) {
    await addToCart(page, { catalog: 'public', product: 0 });
    await requestAccess(page, { catalog: 'Public', plan: 'Standard', app });
  }

  const admin = await asSomebodyElse(browser, ADMIN);
  await test.step('a reason is kept for the next time', async () => {
    await admin.goto('/admin/settings/reasons');
    await admin.getByRole('button', { name: 'Add a reason' }).click();
    const dialog = admin.getByRole('dialog', { name: 'Add a reason' });
    await dialog.getByLabel('Title').fill(reason.title);
    await dialog.getByLabel('Reason', { exact: true }).fill(reason.body);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(keptReason(admin)).toBeVisible();
  });

  await admin.goto(`/admin/requests?kind=request&q=${encodeURIComponent(tag)}`);
  for (const app of apps) await expect(rowOf(admin, app)).toBeVisible();

  await test.step('one is taken by its key, and found again by a filter that is kept', async () => {
    await untilKeysAreHeard(admin);
    await admin.keyboard.press('j');
    await expect(admin.getByRole('link', { name: apps[0], exact: true })).toBeFocused();
    await admin.keyboard.press('m');
    await expect(admin.getByText('Assigned 1 of 1.')).toBeVisible();
    await expect(rowOf(admin, apps[0])).not.toContainText('Nobody');
    await admin.getByRole('combobox', { name: 'Taken care of by' }).selectOption({ label: 'By me' });
    await admin.getByRole('button', { name: 'Filter', exact: true }).click();
    await expect(admin).toHaveURL(/assigned=me/);
    await expect(rowOf(admin, apps[0])).toBeVisible();
    await expect(rowOf(admin, apps[1])).toHaveCount(0);
    await admin.getByRole('button', { name: 'Keep this filter' }).click();
    const dialog = admin.getByRole('dialog', { name: 'Keep this filter' });
    await dialog.getByLabel('Name').fill(tag);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(admin.getByRole('link', { name: tag, exact: true })).toBeVisible();
  });

  await test.step('it is declined beside the list, with the kept reason', async () => {
    await admin.getByRole('link', { name: `Look at ${apps[0]}` }).click();
    await expect(admin).toHaveURL(/open=request%3A/);
    const panel = admin.getByRole('complementary', { name: new RegExp(apps[0]) });
    await expect(panel.getByText(una.email)).toBeVisible();
    await panel.getByRole('button', { name: 'Kept words' }).click();
    await panel.getByRole('button', { name: reason.title }).click();
    await expect(panel.getByRole('textbox', { name: 'Reason' })).toHaveValue(reason.body);
    await panel.getByRole('button', { name: 'Decline' }).click();
    await expect(panel.getByText('Declined', { exact: true })).toBeVisible({ timeout: 20_000 });
    const mail = await mailbox.waitFor(una.email, /declined/i);
    expect(mail.text).toContain(reason.body);
  });

  await test.step('the other two are approved by one key', async () => {
    await admin.goto(`/admin/requests?kind=request&q=${encodeURIComponent(tag)}`);
    await expect(rowOf(admin, apps[1])).toBeVisible();
    await untilKeysAreHeard(admin);
    await admin.keyboard.press('j');
    await admin.keyboard.press('x');
    await admin.keyboard.press('j');
    await admin.keyboard.press('x');
    await expect(admin.getByText('2 chosen')).toBeVisible();
    await admin.keyboard.press('a');
    await expect(admin.getByText('Approved 2 of 2.')).toBeVisible({ timeout: 20_000 });
    await expect(rowOf(admin, apps[1])).toHaveCount(0);
    await mailbox.waitFor(una.email, /approved/i);
  });

  await test.step('the history says how each ended', async () => {
    await admin.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'History' }).click();
    await expect(admin).toHaveURL(/show=history/);
    await admin.getByRole('searchbox', { name: 'Search requests' }).fill(tag);
    await admin.keyboard.press('Enter');
    await expect(admin).toHaveURL(/show=history.*q=Lantern/);
    await expect(rowOf(admin, apps[0])).toContainText('Declined');
    await expect(rowOf(admin, apps[0])).toContainText(reason.body);
    await expect(rowOf(admin, apps[2])).toContainText('Approved');
  });

  await test.step('what was kept is put away again', async () => {
    await admin.goto('/admin/requests');
    await admin.getByRole('button', { name: `Forget the filter ${tag}` }).click();
    await expect(admin.getByRole('link', { name: tag, exact: true })).toHaveCount(0);
    await admin.goto('/admin/settings/reasons');
    await keptReason(admin).getByRole('button', { name: 'Delete' }).click();
    await admin.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(keptReason(admin)).toHaveCount(0);
  });
  await admin.context().close();
});
