import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { jwtVerify } from 'jose';
import { addToCart, requestAccess } from './asking';
import { ADMIN, asSomebodyElse, expect, logIn, mailbox, registerAndLogIn, somebodyNew, test } from './fixtures';
import { secretIn } from './secrets';

const DOMAIN = `deciding-${process.pid}.test`;
const RULE = `Rule of ${DOMAIN}`;
const rita = () => ({ ...somebodyNew('Rita'), email: `rita.${Date.now()}@${DOMAIN}` });

test.describe('who decides', () => {
  // Not in a story: one that fails must not leave a rule or another system behind for all the others.
  test.afterEach(async ({ browser }) => {
    const admin = await asSomebodyElse(browser, ADMIN);
    await admin.goto('/admin/settings/rules');
    if ((await admin.getByRole('link', { name: RULE }).count()) > 0) await deleteRule(admin);
    await admin.goto('/admin/settings/third-party');
    if ((await admin.getByLabel('Webhook address').inputValue()) !== '') await switchOtherSystemOff(admin);
    await admin.context().close();
  });

  test('a rule is tried on the past, switched on, and approves what needs no second look', async ({
    page,
    browser,
  }) => {
    const admin = await asSomebodyElse(browser, ADMIN);
    await registerAndLogIn(page, rita());
    await addToCart(page, { catalog: 'public', product: 0 });
    const first = `Lighthouse ${process.pid}`;
    await requestAccess(page, { catalog: 'public', plan: 'standard', app: first });
    await expect(page.getByText('Pending').first()).toBeVisible();

    await test.step('the dry run says what it would have made of that request', async () => {
      await addRule(admin, 'Approve at once');
      await admin.getByRole('link', { name: 'Dry run' }).click();
      const row = admin.getByRole('row', { name: new RegExp(first) });
      await expect(row).toContainText('Approve at once');
      await expect(row).toContainText('Not decided');
    });
    await test.step('switched on, it approves the next one', async () => {
      await openRule(admin);
      await admin.getByLabel('Active').check();
      await admin.getByRole('button', { name: 'Save' }).click();
      await expect(admin.getByText('It counts for requests that are made from now on.')).toBeVisible();
      await addToCart(page, { catalog: 'public', product: 0 });
      const request = await requestAccess(page, { catalog: 'public', plan: 'standard', app: `Foghorn ${process.pid}` });
      await expect(page.getByText('Approved').first()).toBeVisible();
      await admin.goto(`/admin${new URL(request).pathname}`);
      await expect(admin.getByText(RULE).first()).toBeVisible();
    });
    await admin.context().close();
  });

  test('another system is told, visited and asked; what it leaves goes to the admins', async ({ page, browser }) => {
    test.setTimeout(240_000);
    const desk = await startDesk();
    const admin = await asSomebodyElse(browser, ADMIN);
    const who = rita();
    try {
      const secret = await test.step('an admin sets it up and tries it', async () => {
        await setUpOtherSystem(admin, {
          webhook: `${desk.url}/hook`,
          redirect: `${desk.url}/desk`,
          reachesPrivate: true,
        });
        const shown = await newSecret(admin);
        await admin.getByRole('button', { name: 'Send a test' }).click();
        await expect(admin.getByText(/It was taken: status 204/).first()).toBeVisible({ timeout: 30_000 });
        await addRule(admin, 'Another system decides', { isActive: true });
        return shown;
      });
      const token = await createToken(admin);
      const requestUrl = await test.step('the developer is sent there after asking, with a reference', async () => {
        await registerAndLogIn(page, who);
        await addToCart(page, { catalog: 'public', product: 0 });
        const wish = { catalog: 'public', plan: 'standard', app: `Pier ${process.pid}` };
        const landed = await requestAccess(page, { ...wish, lands: /\/desk\?reference=/ });
        const reference = new URL(landed).searchParams.get('reference') ?? '';
        const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
        const { payload } = await jwtVerify(reference, key, { algorithms: ['HS256'], audience: desk.url });
        return String(payload.returnUrl);
      });
      await test.step('they come back, and read who decides', async () => {
        await page.goto(requestUrl);
        await expect(page.getByText('Pending').first()).toBeVisible();
        await expect(page.getByRole('link', { name: /Continue at/ })).toBeVisible();
      });
      await test.step('it is told by a signed webhook, and approves over REST', async () => {
        const id = new URL(requestUrl).pathname.split('/').at(-1) ?? '';
        await expect.poll(() => desk.received.some(({ body }) => body.includes(id)), { timeout: 30_000 }).toBe(true);
        const told = desk.received.find(({ body }) => body.includes(id));
        expect(told && isSigned(told, secret)).toBe(true);
        const answer = await page.request.post(`/api/v1/requests/${id}/approve`, {
          headers: { authorization: `Bearer ${token}` },
          data: {},
        });
        expect(answer.status()).toBe(200);
        expect(await answer.json()).toMatchObject({ status: 'approved', decision: { via: 'third_party' } });
        await page.reload();
        await expect(page.getByText('Approved').first()).toBeVisible();
        await mailbox.waitFor(who.email, /approved/i);
      });
      await test.step('what waits when it is switched off goes to the admins', async () => {
        await addToCart(page, { catalog: 'public', product: 0 });
        const app = `Quay ${process.pid}`;
        await requestAccess(page, { catalog: 'public', plan: 'standard', app, lands: /\/desk\?reference=/ });
        await switchOtherSystemOff(admin);
        const mail = await mailbox.waitFor(ADMIN.email, new RegExp(app));
        expect(mail.text).toContain(app);
      });
    } finally {
      await desk.stop();
      await admin.context().close();
    }
  });
});

type Told = { headers: IncomingHttpHeaders; body: string };

/** Where requests are announced and developers come by. */
async function startDesk() {
  const received: Told[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'POST') {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        response.writeHead(204).end();
      } else response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Desk</title><h1>Sign here</h1>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, received, stop };
}

function isSigned({ headers, body }: Told, secret: string): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

/** A rule for people whose addresses are of this story's domain. */
async function addRule(admin: Page, outcome: string, { isActive = false } = {}): Promise<void> {
  await admin.goto('/admin/settings/rules/new');
  await admin.getByLabel('Name', { exact: true }).fill(RULE);
  await admin.getByLabel('Email domains of whoever asks').fill(DOMAIN);
  await admin.getByLabel(outcome).check();
  await admin.getByLabel('Active').setChecked(isActive);
  await admin.getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByRole('heading', { level: 1, name: RULE })).toBeVisible({ timeout: 30_000 });
}

async function openRule(admin: Page): Promise<void> {
  await admin.goto('/admin/settings/rules');
  await admin.getByRole('link', { name: RULE }).first().click();
  await expect(admin.getByRole('heading', { level: 1, name: RULE })).toBeVisible({ timeout: 30_000 });
}

async function deleteRule(admin: Page): Promise<void> {
  await openRule(admin);
  await admin.getByRole('button', { name: 'Delete' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(admin).toHaveURL(/\/admin\/settings\/rules$/);
}

async function setUpOtherSystem(
  admin: Page,
  wish: { webhook: string; redirect: string; reachesPrivate: boolean },
): Promise<void> {
  await admin.goto('/admin/settings/third-party');
  await admin.getByLabel('Webhook address').fill(wish.webhook);
  await admin.getByLabel('Redirect address').fill(wish.redirect);
  await admin.getByLabel(/addresses of your own network/).setChecked(wish.reachesPrivate);
  await admin.getByRole('button', { name: 'Save' }).click();
  await expect(admin.getByText('Saved.').first()).toBeVisible({ timeout: 30_000 });
}

const switchOtherSystemOff = (admin: Page) =>
  setUpOtherSystem(admin, { webhook: '', redirect: '', reachesPrivate: false });

/** Whatever was set up before: from now on this one counts. */
async function newSecret(admin: Page): Promise<string> {
  await admin.reload();
  await admin.getByRole('button', { name: 'Make a new secret' }).click();
  const field = admin.getByLabel('Signing secret');
  await expect(field).toHaveValue(/^whsec_/, { timeout: 30_000 });
  return secretIn(field, 'a signing secret');
}

async function createToken(admin: Page): Promise<string> {
  await admin.goto('/admin/settings/tokens');
  await admin.getByLabel('Name', { exact: true }).fill('Desk');
  await admin.locator('input[name="scopes"][value="requests:write"]').check();
  await admin.getByRole('button', { name: 'Create token' }).click();
  const field = admin.getByRole('textbox', { name: 'API token' });
  await expect(field).toBeVisible({ timeout: 30_000 });
  return secretIn(field, 'an API token');
}

test('the settings of the other system are read by an auditor and changed by nobody else', async ({ page }) => {
  await logIn(page, { email: 'auditor@portal.test', password: ADMIN.password });
  await page.goto('/admin/settings/third-party');
  await expect(page.getByText('Your role reads the settings.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await page.goto('/admin/settings/rules/new');
  await expect(page.getByText(/nothing here|not found/i).first()).toBeVisible();
});
