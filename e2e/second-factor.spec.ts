import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expect, linkIn, logIn, mailbox, registerAndLogIn, somebodyNew, test } from './fixtures';
import { secretIn, tellSecret } from './secrets';

/** The code that an authenticator shows; `step` 1 is the next one. */
const codeOf = (secret: string, step = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + step * 30_000 });

async function logOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}

test('an authenticator is set up, asked for at the login, and replaced by a recovery code', async ({ page }) => {
  const nora = somebodyNew('Nora');
  await registerAndLogIn(page, nora);
  await page.goto('/profile/security');
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  const secret = await secretIn(page.getByLabel('Or enter this key in the app'), 'the key of an authenticator');
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByText('This code is wrong or too old.').first()).toBeVisible();
  const first = codeOf(secret);
  await page.getByLabel('Code', { exact: true }).fill(first);
  await page.getByRole('button', { name: 'Switch on' }).click();
  const recovery = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(recovery).toHaveCount(10);
  const recoveryCodes = await recovery.allInnerTexts();
  const [recoveryCode = ''] = recoveryCodes;
  for (const one of recoveryCodes) tellSecret('a recovery code', one);
  await mailbox.waitFor(nora.email, /two-factor/i);
  await page.reload();
  await expect(recovery).toHaveCount(0);
  await expect(page.getByText('10 unused recovery codes')).toBeVisible();

  await logOut(page);
  await logIn(page, nora);
  await expect(page).toHaveURL(/\/auth\/second-factor/);
  await page.goto('/apps');
  await expect(page).toHaveURL(/\/auth\/login/);
  await logIn(page, nora);
  // The first code was taken when the authenticator was set up.
  await page.getByLabel('Code', { exact: true }).fill(first);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('was used already').first()).toBeVisible();
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1));
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).not.toHaveURL(/\/auth\//);

  await logOut(page);
  await logIn(page, nora);
  await page.getByLabel('Code', { exact: true }).fill(recoveryCode.toUpperCase());
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page).not.toHaveURL(/\/auth\//);
  await page.goto('/profile/security');
  await expect(page.getByText('9 unused recovery codes')).toBeVisible();
  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByRole('button', { name: 'Set up an authenticator app' })).toBeVisible();
});

test('an authenticator is set up and used without JavaScript', async ({ browser, page }) => {
  const nils = somebodyNew('Nils');
  await registerAndLogIn(page, nils);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.E2E_PORTAL_URL ?? '' });
  const plain = await context.newPage();
  await logIn(plain, nils);
  await plain.goto('/profile/security');
  await plain.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const secret = await secretIn(plain.getByLabel('Or enter this key in the app'), 'the key of an authenticator');
  await plain.getByLabel('Code', { exact: true }).fill(codeOf(secret));
  await plain.getByRole('button', { name: 'Switch on' }).click();
  await expect(plain.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await context.clearCookies();
  await logIn(plain, nils);
  await plain.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1));
  await plain.getByRole('button', { name: 'Log in' }).click();
  await expect(plain).not.toHaveURL(/\/auth\//);
  await context.close();
});

test('a passkey is made, logs its owner in without a password, and is removed', async ({ page }) => {
  const petra = somebodyNew('Petra');
  await registerAndLogIn(page, petra);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto('/profile/security');
  await page.getByLabel('Name of the passkey').fill('Petra’s laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('Petra’s laptop', { exact: true })).toBeVisible();
  await expect(page.getByText('never used')).toBeVisible();
  await mailbox.waitFor(petra.email, /two-factor/i);

  await logOut(page);
  await page.goto('/auth/login?next=%2Fprofile%2Fsecurity');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(/\/profile\/security/);
  await expect(page.getByText('never used')).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Petra’s laptop', { exact: true })).toHaveCount(0);

  await logOut(page);
  await page.goto('/auth/login');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText('The passkey did not work.')).toBeVisible();
});

test('an address changes by a link to the new one, and the old one is told', async ({ page }) => {
  const olaf = somebodyNew('Olaf');
  const email = `new.${olaf.email}`;
  await registerAndLogIn(page, olaf);
  await page.goto('/profile');
  await page.getByLabel('New email').fill(email);
  await page.getByRole('button', { name: 'Change email' }).click();
  await expect(page.getByText('Waits for your confirmation')).toBeVisible();
  const link = linkIn(await mailbox.waitFor(email, /address/i), '/profile/email');
  await page.goto(link);
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  await expect(page.getByText('Your address is changed.')).toBeVisible();
  await mailbox.waitFor(olaf.email, /changed/i);
  await logOut(page);
  await logIn(page, { ...olaf, email });
});
