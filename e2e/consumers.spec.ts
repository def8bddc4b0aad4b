import type { Browser, Page } from '@playwright/test';
import { addToCart, requestAccess } from './asking';
import { ADMIN, expect, linkIn, logIn, mailbox, registerAndLogIn, somebodyNew, test } from './fixtures';
import { acceptAsNewcomer, foundOrganization, inviteTeammate } from './organizations';
import { tellSecret } from './secrets';

const newPage = (browser: Browser) => browser.newPage({ baseURL: process.env.E2E_PORTAL_URL ?? '' });

test('a developer founds an organization, invites teammates, shares an app, and removes one of them', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const [grace, henri] = [somebodyNew('Grace'), somebodyNew('Henri')];
  const company = `Lantern Works ${process.pid}`;
  await registerAndLogIn(page, grace);

  await test.step('with an app that comes along', async () => {
    await addToCart(page, { catalog: 'public', product: 0 });
    await requestAccess(page, { catalog: 'Public', plan: 'Free', app: 'Lantern log' });
  });
  await foundOrganization(page, browser, company);
  await mailbox.waitFor(grace.email, /approved/i);
  await page.goto('/apps');
  await expect(page.getByRole('link', { name: 'Lantern log' })).toBeVisible();

  const theirs = await newPage(browser);
  await test.step('the invitation is accepted by the link in the mail', async () => {
    await inviteTeammate(page, henri);
    await acceptAsNewcomer(theirs, henri);
    await mailbox.waitFor(grace.email, /joined/i);
  });
  await test.step('a teammate uses the shared app, and manages nobody', async () => {
    await theirs.goto('/apps');
    await theirs.getByRole('link', { name: 'Lantern log' }).click();
    await expect(theirs.getByRole('button', { name: 'Generate key' }).first()).toBeVisible();
    await theirs.goto('/organization/users');
    await expect(theirs.getByText(grace.email)).toBeVisible();
    await expect(theirs.getByRole('button', { name: 'Invite teammate' })).toHaveCount(0);
  });
  await test.step('a change of role counts at the next click of an open session', async () => {
    await openMember(page, henri);
    await page.getByLabel('Super admin').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved').first()).toBeVisible();
    await theirs.reload();
    await expect(theirs.getByRole('button', { name: 'Invite teammate' })).toBeVisible();
  });
  await test.step('whoever is removed is out at once, with nothing', async () => {
    await openMember(page, henri);
    await page.getByRole('link', { name: /^Remove/ }).click();
    await expect(page).toHaveURL(/\/remove$/);
    await page.getByRole('button', { name: /^Remove/ }).click();
    await expect(page).toHaveURL(/\/organization\/users/);
    await mailbox.waitFor(henri.email, /removed|no longer/i);
    await theirs.goto('/apps');
    await expect(theirs).toHaveURL(/\/auth\/login/);
    await logIn(theirs, henri);
    await theirs.goto('/apps');
    await expect(theirs.getByText('Lantern log')).toHaveCount(0);
  });
  await theirs.close();
});

test('a person of the default organization accepts an invitation, and another one declines', async ({
  page,
  browser,
}) => {
  const [olive, peer, quill] = [somebodyNew('Olive'), somebodyNew('Peer'), somebodyNew('Quill')];
  await registerAndLogIn(page, olive);
  await foundOrganization(page, browser, `Olive Press ${process.pid}`);
  const theirs = await newPage(browser);
  for (const who of [peer, quill]) {
    await theirs.context().clearCookies();
    await registerAndLogIn(theirs, who);
    await inviteTeammate(page, who);
    await theirs.goto(linkIn(await mailbox.waitFor(who.email, /invited/i), '/auth/invitation'));
    await expect(theirs.getByText('Olive Press', { exact: false }).first()).toBeVisible();
    const answer = who === peer ? 'Accept' : 'Decline';
    await theirs.getByRole('button', { name: answer, exact: true }).click();
    await mailbox.waitFor(olive.email, who === peer ? /joined/i : /declined/i);
    await theirs.goto('/organization');
    const runs = theirs.getByRole('heading', { level: 1, name: /^Olive Press/ });
    await expect(runs).toHaveCount(who === peer ? 1 : 0);
  }
  await theirs.close();
});

test('an admin adds users by invitation and with a password, activates and deactivates, and rejects an organization', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await logIn(page, ADMIN);
  const [ruth, sven, tove] = [somebodyNew('Ruth'), somebodyNew('Sven'), somebodyNew('Tove')];
  const theirs = await newPage(browser);

  await test.step('by invitation', async () => {
    await fillNewUser(page, ruth);
    await page.getByLabel('Neither for now').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page).toHaveURL(/\/admin\/users\/[0-9a-f-]{36}/);
    await page.getByRole('button', { name: 'Send invite' }).click();
    await acceptAsNewcomer(theirs, ruth);
    await theirs.goto('/apps');
    await expect(theirs).toHaveURL(/\/apps/);
  });
  await test.step('with a password that must be changed first', async () => {
    await fillNewUser(page, sven);
    await page.getByLabel('Set a password').check();
    await page.getByLabel('Password', { exact: true }).fill(sven.password);
    await expect(page.getByLabel('User must change password at the next login')).toBeChecked();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page).toHaveURL(/\/admin\/users\/[0-9a-f-]{36}/);
    await theirs.context().clearCookies();
    await logIn(theirs, sven);
    await expect(theirs).toHaveURL(/\/auth\/change-password/);
    await theirs.goto('/apps');
    await expect(theirs).toHaveURL(/\/auth\/change-password/);
    await expect(page.getByRole('button', { name: 'Deactivate developer', exact: true })).toBeVisible();
  });
  await test.step('deactivated, the session ends at once', async () => {
    await page.getByRole('button', { name: 'Deactivate developer', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate developer', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Activate developer', exact: true })).toBeVisible();
    await mailbox.waitFor(sven.email, /deactivated/i);
    await theirs.goto('/apps');
    await expect(theirs).toHaveURL(/\/auth\/login/);
    await page.getByRole('button', { name: 'Activate developer', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Deactivate developer', exact: true })).toBeVisible();
    await mailbox.waitFor(sven.email, /is active/i);
  });
  await test.step('an organization that is rejected, with the reason', async () => {
    await theirs.context().clearCookies();
    await registerAndLogIn(theirs, tove);
    await theirs.goto('/organization/new');
    const name = `Tove and Friends ${process.pid}`;
    await theirs.getByLabel('Organization name').fill(name);
    await theirs.getByLabel('What for').fill('Just to see.');
    await theirs.getByRole('button', { name: 'Create an organization' }).click();
    await expect(theirs.getByRole('heading', { name: `${name} waits for approval` })).toBeVisible();
    await page.goto('/admin/organizations');
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveURL(/\/admin\/organizations\/[0-9a-f-]{36}/);
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('Please ask with the address of your company.');
    await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
    const mail = await mailbox.waitFor(tove.email, /organization|Tove and Friends/i);
    expect(mail.text).toContain('Please ask with the address of your company.');
    await theirs.goto('/organization/new');
    await expect(theirs.getByText('Please ask with the address of your company.')).toBeVisible();
    await expect(theirs.getByRole('button', { name: 'Create an organization' })).toBeVisible();
  });
  await theirs.close();
});

test('an invite code leads straight into its team, until it is used up', async ({ page, browser }) => {
  await logIn(page, ADMIN);
  await page.goto('/admin/invite-codes/new');
  await page.getByLabel('Team').selectOption({ label: 'Birchwood Freight / Dispatch' });
  await page.getByLabel('Quota').fill('1');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(/\/admin\/invite-codes\/[0-9a-f]{8}-/);
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  tellSecret('an invite code', new URL(link).searchParams.get('code') ?? '');

  const theirs = await newPage(browser);
  const uma = somebodyNew('Uma');
  await theirs.goto(link);
  await expect(theirs.getByLabel('Invite code')).toHaveValue(new URL(link).searchParams.get('code') ?? '');
  await register(theirs, uma);
  await theirs.goto(linkIn(await mailbox.waitFor(uma.email, /verify|confirm|address/i), '/auth/verify'));
  await theirs.getByRole('button', { name: /verify/i }).click();
  await expect(theirs.getByRole('link', { name: /log in/i }).first()).toBeVisible();
  await logIn(theirs, uma);
  await theirs.goto('/organization');
  await expect(theirs.getByRole('heading', { level: 1, name: 'Birchwood Freight' })).toBeVisible();

  await theirs.context().clearCookies();
  await theirs.goto(link);
  await register(theirs, somebodyNew('Vera'));
  await expect(theirs.getByText(/cannot be used/i).first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('1 of 1')).toBeVisible();
  await theirs.close();
});

async function openMember(page: Page, who: { firstName: string; lastName: string }): Promise<void> {
  await page.goto('/organization/users');
  await page.getByRole('link', { name: `${who.firstName} ${who.lastName}` }).click();
  await expect(page).toHaveURL(/\/organization\/users\/[0-9a-f-]{36}$/);
}

async function fillNewUser(page: Page, who: ReturnType<typeof somebodyNew>): Promise<void> {
  await page.goto('/admin/users');
  await page.getByRole('link', { name: 'Add new user' }).click();
  await expect(page).toHaveURL(/\/admin\/users\/new/);
  await page.getByLabel('First name').fill(who.firstName);
  await page.getByLabel('Last name').fill(who.lastName);
  await page.getByLabel('Email').fill(who.email);
}

async function register(page: Page, who: ReturnType<typeof somebodyNew>): Promise<void> {
  await page.getByLabel('Email').fill(who.email);
  await page.getByLabel('First name').fill(who.firstName);
  await page.getByLabel('Last name').fill(who.lastName);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByLabel('Confirm password').fill(who.password);
  await page.getByRole('button', { name: 'Register to developer portal' }).click();
}
