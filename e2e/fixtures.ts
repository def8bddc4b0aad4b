import { type Browser, test as base, expect, type Page } from '@playwright/test';
import { listenTo } from './secrets';

/** A mail as the demo mailbox tells it. */
export type Mail = { id: string; to: string; from: string; subject: string; text: string; html: string; date: string };

/** Of every developer of the demo (scripts/demo/people.ts). */
export const DEVELOPER_PASSWORD = 'portal-dev-demo';
/** An owner of the portal. */
export const ADMIN = { email: 'admin@portal.test', password: 'portal-admin-demo' };
/** Super admin of Acme. */
export const ADA = { email: 'ada@acme.test', password: DEVELOPER_PASSWORD };
/** A team member of Acme. */
export const TOM = { email: 'tom@acme.test', password: DEVELOPER_PASSWORD };

const portalUrl = () => required('E2E_PORTAL_URL');
/** Where keys are used in these tests. */
export const gatewayUrl = () => required('E2E_GATEWAY_URL');
const mailboxUrl = () => required('E2E_MAILBOX_URL');

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run through playwright.config.ts`);
  return value;
}

/** The demo mailbox, as a person reads it. */
export const mailbox = {
  /** The newest mail to this address whose subject matches; waits for it. */
  async waitFor(to: string, subject: RegExp): Promise<Mail> {
    let found: Mail | undefined;
    await expect
      .poll(
        async () => {
          found = (await this.all()).find((mail) => mail.to.includes(to) && subject.test(mail.subject));
          return found !== undefined;
        },
        { message: `a mail to ${to} about ${subject}`, timeout: 45_000 },
      )
      .toBe(true);
    if (!found) throw new Error('unreachable');
    return found;
  },
  async all(): Promise<Mail[]> {
    return (await fetch(`${mailboxUrl()}/api/messages`)).json();
  },
};

/** The one link of a mail that leads to this path of the portal. */
export function linkIn(mail: Mail, path: string): string {
  const found = mail.text.match(/https?:\/\/\S+/g)?.find((link) => new URL(link).pathname === path);
  if (!found) throw new Error(`no link to ${path} in the mail "${mail.subject}"`);
  expect(found.startsWith(portalUrl())).toBe(true);
  return found;
}

/** Logs in through the login page, as everybody does. */
export async function logIn(page: Page, who: { email: string; password: string }): Promise<void> {
  await page.goto('/auth/login');
  await page.getByLabel('Email').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  // A password is checked slowly on purpose; on a busy machine that is many seconds.
  await expect(page).not.toHaveURL(/\/auth\/login/, { timeout: 30_000 });
}

/** A second person with a browser of their own. */
export async function asSomebodyElse(browser: Browser, who: { email: string; password: string }): Promise<Page> {
  const context = await browser.newContext({ baseURL: portalUrl() });
  const page = await context.newPage();
  await logIn(page, who);
  return page;
}

let people = 0;

/** A person nobody has heard of yet. */
export function somebodyNew(name: string): { email: string; password: string; firstName: string; lastName: string } {
  people += 1;
  const firstName = name;
  return {
    email: `${name.toLowerCase()}.${process.pid}.${people}@example.test`,
    password: 'a harbour with nine lanterns',
    firstName,
    lastName: 'Journey',
  };
}

/** Sends the form of the register page. */
export async function fillRegistration(page: Page, who: ReturnType<typeof somebodyNew>): Promise<void> {
  await page.goto('/auth/register');
  await page.getByLabel('Email').fill(who.email);
  await page.getByLabel('First name').fill(who.firstName);
  await page.getByLabel('Last name').fill(who.lastName);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByLabel('Confirm password').fill(who.password);
  await page.getByRole('button', { name: 'Register to developer portal' }).click();
  await expect(page.getByText(/check your mail|sent .* (mail|link)|look in your/i).first()).toBeVisible();
}

/** Verifies the address by the newest link in the mail, and logs in. */
export async function verifyAndLogIn(page: Page, who: { email: string; password: string }): Promise<void> {
  const mail = await mailbox.waitFor(who.email, /verify|confirm|address/i);
  await page.goto(linkIn(mail, '/auth/verify'));
  await page.getByRole('button', { name: /verify/i }).click();
  await expect(page.getByRole('link', { name: /log in/i }).first()).toBeVisible();
  await logIn(page, who);
}

/** Registers, verifies by the mailed link, and logs in. */
export async function registerAndLogIn(page: Page, who: ReturnType<typeof somebodyNew>): Promise<void> {
  await fillRegistration(page, who);
  await verifyAndLogIn(page, who);
}

/** Calls an API through the gateway with a key. */
export async function call(baseUrl: string, key: string | null): Promise<number> {
  const response = await fetch(baseUrl, { headers: key ? { authorization: key } : {} });
  await response.arrayBuffer();
  return response.status;
}

/** Runs the `curl` line of the page without a shell: its URL and its headers. */
export function readCurl(line: string): { url: string; authorization: string } {
  const url = /https?:\/\/[^\s'"]+/.exec(line)?.[0];
  const authorization = /-H 'Authorization: ([^']+)'/.exec(line)?.[1];
  if (!url || !authorization) throw new Error('the page shows no usable curl line');
  return { url, authorization };
}

/** Playwright’s own, at the address of the portal that the run has started. */
export const test = base.extend<object, { listening: undefined }>({
  baseURL: async ({ browserName: _ }, use) => use(portalUrl()),
  listening: [
    async ({ browser }, use) => {
      listenTo(browser);
      await use(undefined);
    },
    { scope: 'worker', auto: true },
  ],
});
export { expect };
