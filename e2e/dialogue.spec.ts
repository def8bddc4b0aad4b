import { addToCart, generateKey, requestAccess } from './asking';
import {
  ADMIN,
  asSomebodyElse,
  expect,
  linkIn,
  logIn,
  mailbox,
  registerAndLogIn,
  somebodyNew,
  TOM,
  test,
} from './fixtures';

test('an approver asks, the developer answers, and both see what follows', async ({ page, browser }) => {
  test.setTimeout(240_000);
  const vera = somebodyNew('Vera');
  const app = `Tide table ${process.pid}`;
  const question = `Which harbours do you read, ${process.pid}?`;
  await registerAndLogIn(page, vera);
  await addToCart(page, { catalog: 'public', product: 0 });
  const request = await requestAccess(page, { catalog: 'Public', plan: 'Standard', app });
  const admin = await asSomebodyElse(browser, ADMIN);

  await test.step('the page says who has it, since when, and that it is too early to remind', async () => {
    await page.goto(request);
    await expect(page.getByText(/admins have it since/)).toBeVisible();
    await expect(page.getByText(/You can remind them from/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remind them' })).toHaveCount(0);
  });

  await test.step('the approver sees the call to the gateway and the mail before deciding', async () => {
    await admin.goto(request.replace('/requests/', '/admin/requests/'));
    await admin.getByText('The call to the gateway', { exact: true }).click();
    await expect(admin.getByText('POST /tyk/keys/{id}')).toBeVisible();
    const call = admin.getByRole('figure', { name: 'The call to the gateway' });
    await expect(call).toContainText('"apply_policies"');
    await expect(call).toContainText(vera.email);
    await admin.getByText(`The mail to ${vera.email}`).click();
    await expect(admin.getByText(`Your access request for ${app} was approved`).first()).toBeVisible();
  });

  await test.step('the approver asks, and the developer is told by mail', async () => {
    await admin.getByRole('textbox', { name: 'Question' }).fill(question);
    await admin.getByRole('button', { name: 'Ask the developer' }).click();
    await expect(admin.getByText('Waits for the developer’s answer')).toBeVisible();
    const mail = await mailbox.waitFor(vera.email, /A question about/);
    // The page is open already, and the link leads to a place on it.
    await page.goto('/requests');
    await page.goto(linkIn(mail, new URL(request).pathname));
    await expect(page.getByText('Your answer is needed')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Messages' }).getByText(question)).toBeVisible();
  });

  await test.step('the answer reaches the approver, whose old page does not decide', async () => {
    await page.getByLabel('Your answer').fill('Rotterdam and Kiel, twice a day.');
    await page.getByRole('button', { name: 'Send answer' }).click();
    await expect(page.getByText(/admins have it since/)).toBeVisible();
    await mailbox.waitFor(ADMIN.email, new RegExp(`An answer about ${app}`));
    await admin.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(admin.getByText(/was changed since you opened it/)).toBeVisible();
    await admin.getByRole('link', { name: 'Show it as it is now' }).click();
    await expect(admin.getByText('Rotterdam and Kiel, twice a day.').first()).toBeVisible();
    await admin.reload();
    await admin.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(admin.getByText('Waits for the developer to generate the key')).toBeVisible();
  });

  await test.step('the key is generated, and the request says when, by whom and from where', async () => {
    const mail = await mailbox.waitFor(vera.email, /was approved/);
    await page.goto(linkIn(mail, '/keys/confirm'));
    await generateKey(page);
    await page.goto(request);
    await expect(page.getByRole('heading', { name: 'How the key came to be' })).toBeVisible();
    await expect(page.getByText(new RegExp(`By ${vera.firstName} ${vera.lastName}, from`)).first()).toBeVisible();
    await expect(page.getByRole('list', { name: 'History' }).getByText('The key was generated')).toBeVisible();
  });
  await admin.context().close();
});

test('who waits longer than usual reminds those who decide, once a day', async ({ page }) => {
  await logIn(page, TOM);
  await page.goto('/requests');
  const row = page.getByRole('row', { name: /Clinic kiosk/ }).filter({ hasText: 'Pending' });
  await row.getByRole('link').first().click();
  await expect(page).toHaveURL(/\/requests\/[0-9a-f-]{36}$/);
  await expect(page.getByText(/Usually decided within/)).toBeVisible();
  const remind = page.getByRole('button', { name: 'Remind them' });
  // A story that is told again on the same day finds the reminder there already.
  if ((await remind.count()) > 0) {
    await remind.click();
    await mailbox.waitFor(ADMIN.email, /Still waiting: Clinic kiosk/);
  }
  await expect(page.getByText(/^Reminded/)).toBeVisible();
  await expect(remind).toHaveCount(0);
  await expect(page.getByText(/You can remind them from/)).toBeVisible();
});
