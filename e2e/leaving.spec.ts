import type { Browser, Page } from '@playwright/test';
import { addToCart, generateKey, requestAccess, shownCurl, shownKey } from './asking';
import {
  ADMIN,
  asSomebodyElse,
  call,
  expect,
  fillRegistration,
  linkIn,
  logIn,
  mailbox,
  readCurl,
  registerAndLogIn,
  somebodyNew,
  test,
  verifyAndLogIn,
} from './fixtures';
import { acceptAsNewcomer, foundOrganization, inviteTeammate } from './organizations';

const REFUSED = 403;

const newPage = (browser: Browser) => browser.newPage({ baseURL: process.env.E2E_PORTAL_URL ?? '' });

test('what a removed member leaves is handed over with a new key, or ends, and their keys are refused', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const [astrid, bo] = [somebodyNew('Astrid'), somebodyNew('Bo')];
  const company = `Pilot Station ${process.pid}`;
  await registerAndLogIn(page, astrid);
  await foundOrganization(page, browser, company);
  const theirs = await newPage(browser);
  await inviteTeammate(page, bo);
  await acceptAsNewcomer(theirs, bo);
  const kept = await makeKey(theirs, bo, 'Sounding line');
  const ended = await makeKey(theirs, bo, 'Fog horn');

  await test.step('the super admin reads what they leave, and decides about each', async () => {
    await page.goto('/organization/users');
    await page.getByRole('link', { name: 'Bo Journey' }).click();
    await page.getByRole('link', { name: 'Remove Bo Journey' }).click();
    await expect(page.getByText('They have seen a key')).toHaveCount(2);
    const choiceOf = (app: string) => page.getByRole('group', { name: `What becomes of ${app}` });
    await choiceOf('Sounding line').getByLabel('Hand over and regenerate its keys').check();
    await choiceOf('Fog horn').getByLabel('End it').check();
    await page.getByRole('button', { name: 'Remove Bo Journey' }).click();
    await expect(page).toHaveURL(/\/organization\/users$/);
    await expect(page.getByText(bo.email)).toHaveCount(0);
  });
  await test.step('both keys that they know are refused', async () => {
    await becomesRefused(kept);
    await becomesRefused(ended);
  });
  await test.step('they are logged out, and find nothing when they come back', async () => {
    await theirs.goto('/apps');
    await expect(theirs).toHaveURL(/\/auth\/login/);
    const mail = await mailbox.waitFor(bo.email, /no longer a member/i);
    expect(mail.subject).toContain(company);
    await logIn(theirs, bo);
    await theirs.goto('/apps');
    await expect(theirs.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(theirs.getByText(/Sounding line|Fog horn/)).toHaveCount(0);
    expect((await theirs.goto(kept.app))?.status()).toBe(404);
    await theirs.goto('/requests');
    await expect(theirs.getByText(/Sounding line|Fog horn/)).toHaveCount(0);
  });
  await test.step('the new owner reveals a key that works; the other app is gone', async () => {
    await page.goto('/apps');
    await expect(page.getByText('Fog horn')).toHaveCount(0);
    const mail = await mailbox.waitFor(astrid.email, /Sounding line was regenerated/);
    const renewed = await revealOn(page, kept.app);
    expect(renewed).not.toBe(kept.key);
    // The mail tells the keys apart as the page does, and never holds one.
    const ending =
      (
        await page
          .getByText(/^….{4}$/)
          .first()
          .textContent()
      )?.slice(1) ?? '';
    expect(ending).toHaveLength(4);
    expect(mail.text).toContain(`ends in: ${ending}\n`);
    expect(mail.text).not.toContain(renewed);
    expect(await call(kept.url, renewed)).toBe(200);
    expect((await page.goto(ended.app))?.status()).toBe(404);
  });
  await theirs.close();
});

test('a newcomer joins by the domain of their address, and the super admin runs and closes the organization', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const domain = `tide-office-${process.pid}.test`;
  const company = `Tide Office ${process.pid}`;
  const stine = somebodyNew('Stine');
  const [ole, warden] = [`ole@${domain}`, `warden@${domain}`];
  await registerAndLogIn(page, stine);
  await foundOrganization(page, browser, company);
  await addDomain(browser, company, domain);

  const theirs = await newPage(browser);
  await test.step('asks to join from the home page', async () => {
    await registerAndLogIn(theirs, { ...somebodyNew('Ole'), email: ole });
    await addToCart(theirs, { catalog: 'public', product: 0 });
    await requestAccess(theirs, { catalog: 'Public', plan: 'Free', app: 'Tide table' });
    await theirs.goto('/');
    await expect(theirs.getByRole('heading', { name: `Your address belongs to ${company}` })).toBeVisible();
    await theirs.getByRole('button', { name: 'Ask to join' }).click();
    await expect(theirs.getByRole('heading', { name: `You have asked to join ${company}` })).toBeVisible();
  });
  await test.step('is let in by the link in the mail, with an app that stays their own', async () => {
    await page.goto(linkIn(await mailbox.waitFor(stine.email, /Ole Journey wants to join/), '/organization/users'));
    await page.getByRole('button', { name: 'Let in' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText(/bring one app along/)).toBeVisible();
    await dialog.getByRole('button', { name: 'Let in' }).click();
    await expect(page.getByRole('link', { name: 'Ole Journey' })).toBeVisible();
    await mailbox.waitFor(ole, /now a member of Tide Office/);
    await theirs.goto('/apps');
    await theirs.getByRole('link', { name: 'Tide table' }).click();
    await expect(theirs.getByText('Only its owner').first()).toBeVisible();
    await page.goto('/apps');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Tide table')).toHaveCount(0);
  });
  await test.step('becomes the owner of an app that the super admin transfers', async () => {
    await addToCart(page, { catalog: 'public', product: 0 });
    const request = await requestAccess(page, { catalog: 'Public', plan: 'Free', app: 'Lock keeper' });
    await openAppOf(page, request);
    await page.getByRole('button', { name: 'Transfer app' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('New owner').selectOption({ label: 'Ole Journey' });
    await dialog.getByRole('button', { name: 'Transfer app' }).click();
    await expect(page.getByRole('definition').filter({ hasText: 'Ole Journey' })).toBeVisible();
    await theirs.goto('/notifications');
    await expect(theirs.getByText(/Lock keeper/).first()).toBeVisible();
  });
  await test.step('sees no address once they are hidden', async () => {
    await theirs.goto('/organization/users');
    await expect(theirs.getByText(stine.email)).toBeVisible();
    await page.goto('/organization');
    await page.getByLabel('Hide addresses from teammates').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Teammates see each other’s names only.').first()).toBeVisible();
    await theirs.reload();
    await expect(theirs.getByText('Stine Journey').first()).toBeVisible();
    await expect(theirs.getByText(stine.email)).toHaveCount(0);
  });
  await test.step('the contacts hear of the closing, which is cancelled', async () => {
    const security = page.getByRole('group', { name: 'Security' });
    await security.getByLabel('Name').fill('Harbour Warden');
    await security.getByLabel('Email').fill(warden);
    await page.getByRole('button', { name: 'Save contacts' }).click();
    await expect(page.getByText('The contacts are saved.').first()).toBeVisible();
    await page.getByRole('button', { name: 'Close organization' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('2 apps end, personal ones too.')).toBeVisible();
    await dialog.getByLabel(`Type ${company} to confirm`).fill(company);
    await dialog.getByRole('button', { name: 'Close organization' }).click();
    await expect(page.getByText(`${company} closes on`)).toBeVisible();
    const mail = await mailbox.waitFor(warden, /will be closed on/);
    expect(mail.text).toContain('Stine Journey');
    await theirs.goto('/organization');
    await expect(theirs.getByText(`${company} closes on`)).toBeVisible();
    await expect(theirs.getByRole('button', { name: 'Cancel closing' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Cancel closing' }).click();
    await expect(page.getByText(`${company} closes on`)).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Close organization' })).toBeVisible();
  });
  await theirs.close();
});

test('who deletes their account takes their app and key along, and may register again', async ({ page }) => {
  const ylva = somebodyNew('Ylva');
  await registerAndLogIn(page, ylva);
  const held = await makeKey(page, ylva, 'Ebb and flow');

  await page.goto('/profile');
  await page.getByRole('link', { name: 'Delete my account' }).click();
  await expect(page.getByText('Your app Ebb and flow is deleted with you, and 1 key stops working.')).toBeVisible();
  await page.getByLabel(/^Type .* to confirm$/).fill('DELETE');
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Goodbye' })).toBeVisible();
  await mailbox.waitFor(ylva.email, /was deleted/);
  await becomesRefused(held);
  await page.goto('/apps');
  await expect(page).toHaveURL(/\/auth\/login/);

  await test.step('the same address begins with nothing', async () => {
    const sent = await linksSentTo(ylva.email);
    await fillRegistration(page, ylva);
    await expect.poll(() => linksSentTo(ylva.email), { timeout: 20_000 }).toBe(sent + 1);
    await verifyAndLogIn(page, ylva);
    await page.goto('/apps');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Ebb and flow')).toHaveCount(0);
  });
});

type Held = { app: string; url: string; key: string };

/** Asks for a product for a new app and generates the key by the link in the mail; it opens the API. */
async function makeKey(page: Page, who: { email: string }, app: string): Promise<Held> {
  await addToCart(page, { catalog: 'public', product: 0 });
  const request = await requestAccess(page, { catalog: 'Public', plan: 'Free', app });
  const mail = await mailbox.waitFor(who.email, new RegExp(`for ${app} was approved`));
  await page.goto(linkIn(mail, '/keys/confirm'));
  const key = await generateKey(page);
  const { url } = readCurl(await shownCurl(page));
  expect(await call(url, key)).toBe(200);
  await openAppOf(page, request);
  return { app: new URL(page.url()).pathname, url, key };
}

async function openAppOf(page: Page, request: string): Promise<void> {
  await page.goto(request);
  await page.locator('main a[href^="/apps/"]').first().click();
  await expect(page).toHaveURL(/\/apps\/[0-9a-f-]{36}$/);
}

/** The key of an app that is being made for it, as soon as it can be revealed. */
async function revealOn(page: Page, app: string): Promise<string> {
  const button = page.getByRole('button', { name: 'Reveal key' });
  await page.goto(app);
  // The page refreshes itself while a key is on its way to the gateway.
  await expect(button).toHaveCount(1, { timeout: 30_000 });
  await button.click();
  return shownKey(page);
}

async function becomesRefused({ url, key }: Held): Promise<void> {
  await expect.poll(() => call(url, key), { timeout: 60_000, intervals: [500, 1_000, 2_000] }).toBe(REFUSED);
}

async function linksSentTo(address: string): Promise<number> {
  const mails = await mailbox.all();
  return mails.filter(({ to, subject }) => to.includes(address) && /^Confirm your email/.test(subject)).length;
}

async function addDomain(browser: Browser, company: string, domain: string): Promise<void> {
  const admin = await asSomebodyElse(browser, ADMIN);
  await admin.goto('/admin/organizations');
  await admin.getByRole('link', { name: company, exact: true }).click();
  await expect(admin).toHaveURL(/\/admin\/organizations\/[0-9a-f-]{36}/);
  await admin.getByLabel('Domain').fill(domain);
  await admin.getByRole('button', { name: 'Add domain' }).click();
  await expect(admin.getByRole('button', { name: `Remove ${domain}` })).toBeVisible();
  await admin.context().close();
}
