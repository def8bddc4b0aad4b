import { expect, linkIn, logIn, mailbox, registerAndLogIn, somebodyNew, test } from './fixtures';

test('a forgotten password is replaced by a mailed link, once, and every session ends [A-03] [T-02] [T-11]', async ({
  page,
  browser,
  request,
}) => {
  const rita = somebodyNew('Rita');
  await registerAndLogIn(page, rita);

  const stranger = await browser.newPage({ baseURL: process.env.E2E_PORTAL_URL ?? '' });
  const forget = async (email: string) => {
    await stranger.goto('/auth/login');
    await stranger.getByRole('link', { name: 'Forgot password?' }).click();
    await expect(stranger).toHaveURL(/\/auth\/forgot/);
    await stranger.getByLabel('Email').fill(email);
    await stranger.getByRole('button', { name: 'Reset' }).click();
    await expect(stranger.getByText('Check your mail')).toBeVisible();
    return (await stranger.locator('main').innerText()).replaceAll(email, 'EMAIL');
  };
  // The page says the same for an address that nobody has.
  const known = await forget(rita.email);
  const unknown = await forget('nobody.at.all@example.test');
  expect(unknown).toBe(known);

  const link = linkIn(await mailbox.waitFor(rita.email, /password/i), '/auth/reset/code');
  await request.head(link);
  await request.get(link);
  await stranger.goto(link);
  const password = 'another harbour with ten lanterns';
  await stranger.getByLabel(/^(New )?password$/i).fill(password);
  await stranger.getByLabel(/confirm/i).fill(password);
  await stranger.getByRole('button', { name: 'Reset' }).click();
  await expect(stranger.getByRole('link', { name: /log in/i }).first()).toBeVisible();

  await page.goto('/apps');
  await expect(page).toHaveURL(/\/auth\/login/);
  await stranger.goto(link);
  await expect(stranger.getByLabel(/confirm/i)).toHaveCount(0);

  await page.getByLabel('Email').fill(rita.email);
  await page.getByLabel('Password', { exact: true }).fill(rita.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('Email or password is wrong.').first()).toBeVisible();
  await logIn(page, { ...rita, password });
  await stranger.close();
});
