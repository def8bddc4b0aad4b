import type { Browser, Page } from '@playwright/test';
import { ADMIN, asSomebodyElse, expect, linkIn, logIn, mailbox, type somebodyNew } from './fixtures';

type Person = ReturnType<typeof somebodyNew>;

/** A developer who is logged in asks for an organization, an admin approves it, and the developer runs it. */
export async function foundOrganization(page: Page, browser: Browser, name: string): Promise<void> {
  await page.goto('/organization/new');
  await page.getByLabel('Organization name').fill(name);
  await page.getByLabel('What for').fill('Three of us build one app and share its keys.');
  await page.getByRole('button', { name: 'Create an organization' }).click();
  await expect(page.getByRole('heading', { name: `${name} waits for approval` })).toBeVisible();

  const admin = await asSomebodyElse(browser, ADMIN);
  await admin.goto('/admin/organizations');
  await admin.getByRole('link', { name, exact: true }).click();
  await expect(admin).toHaveURL(/\/admin\/organizations\/[0-9a-f-]{36}/);
  await admin.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(admin.getByText('Active', { exact: true }).first()).toBeVisible();
  await admin.context().close();
  await page.goto('/organization');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

/** A super admin who is logged in invites somebody to their organization. */
export async function inviteTeammate(page: Page, who: Person): Promise<void> {
  await page.goto('/organization/users');
  await page.getByRole('button', { name: 'Invite teammate' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('First name').fill(who.firstName);
  await dialog.getByLabel('Last name').fill(who.lastName);
  await dialog.getByLabel('Email').fill(who.email);
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await expect(page.getByText(who.email).first()).toBeVisible();
}

/** Somebody without an account accepts the invitation in their mail, and logs in. */
export async function acceptAsNewcomer(page: Page, who: Person): Promise<void> {
  await page.goto(linkIn(await mailbox.waitFor(who.email, /invited/i), '/auth/invitation'));
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByLabel('Confirm password').fill(who.password);
  await page.getByRole('button', { name: 'Accept invitation' }).click();
  await expect(page).not.toHaveURL(/\/auth\/invitation\?token=/);
  if (page.url().includes('/auth/')) await logIn(page, who);
}
