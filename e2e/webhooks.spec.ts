import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { ADMIN, asSomebodyElse, expect, fillRegistration, logIn, somebodyNew, test } from './fixtures';
import { secretIn } from './secrets';

const NAME = `CRM of ${process.pid}`;

test.describe('webhooks', () => {
  // Not in the story: one that fails must not leave a webhook behind that hears of all the others.
  test.afterEach(async ({ browser }) => {
    const admin = await asSomebodyElse(browser, ADMIN);
    await admin.goto('/admin/webhooks');
    const link = admin.getByRole('link', { name: NAME });
    if ((await link.count()) > 0) await deleteWebhook(admin);
    await admin.context().close();
  });

  test('a program hears of a new developer, signed, and again when it failed the first time', async ({
    page,
    browser,
  }) => {
    const receiver = await startReceiver();
    await logIn(page, ADMIN);
    try {
      const secret = await test.step('an admin adds it, and sees its secret once', async () => {
        await page.goto('/admin/webhooks/new');
        await page.getByLabel('Name', { exact: true }).fill(NAME);
        await page.getByLabel('Address', { exact: true }).fill(receiver.url);
        await page.getByLabel('The address may be of your own network').check();
        await page.locator('input[name="event"][value="user.registered"]').check();
        await page.getByRole('button', { name: 'Add webhook' }).click();
        const field = page.getByRole('textbox', { name: 'Signing secret' });
        await expect(field).toHaveValue(/^whsec_/, { timeout: 30_000 });
        const shown = await secretIn(field, 'a signing secret');
        await page.getByRole('link', { name: 'Go to the webhook' }).click();
        await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
        expect(await page.content()).not.toContain(shown);
        return shown;
      });

      await test.step('a test arrives, and its signature is right', async () => {
        await page.getByRole('button', { name: 'Send a test' }).click();
        await expect(page.getByRole('heading', { level: 1, name: 'webhook.test' })).toBeVisible({ timeout: 30_000 });
        await expect(page.getByText('Delivered').first()).toBeVisible({ timeout: 30_000 });
        const [message] = receiver.messages;
        if (!message) throw new Error('nothing was sent');
        expect(verified(message, secret)).toMatchObject({ type: 'webhook.test' });
        expect(() => verified({ ...message, body: `${message.body} ` }, secret)).toThrow();
      });

      const who = somebodyNew('Wanda');
      await test.step('while it answers 500, a new developer waits to be told of', async () => {
        receiver.answers(500);
        const visitor = await browser.newPage();
        await fillRegistration(visitor, who);
        await visitor.close();
        await expect.poll(() => receiver.messages.length, { timeout: 30_000 }).toBeGreaterThan(1);
        await page.getByRole('link', { name: NAME }).click();
        await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
        await page.getByRole('link', { name: 'user.registered' }).first().click();
        await expect(page.getByRole('heading', { level: 1, name: 'user.registered' })).toBeVisible();
        await expect(page.getByText('Status 500').first()).toBeVisible({ timeout: 30_000 });
        await expect(page.getByText('Waiting', { exact: true }).first()).toBeVisible();
        await page.getByText('What it answered').first().click();
        await expect(page.getByText('out of order')).toBeVisible();
      });

      await test.step('sent again it is taken: the same message under the same id', async () => {
        receiver.answers(204);
        await page.getByRole('button', { name: 'Send again' }).click();
        await expect(page.getByText('Delivered').first()).toBeVisible({ timeout: 30_000 });
        const told = receiver.messages.slice(1);
        expect(new Set(told.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
        const last = verified(told.at(-1), secret);
        expect(last).toMatchObject({ type: 'user.registered', data: { subject: { kind: 'user' } } });
        expect(JSON.stringify(last)).not.toContain(who.password);
      });
    } finally {
      await receiver.close();
    }
  });

  test('an auditor reads webhooks, and nobody else but admins knows of them', async ({ page }) => {
    await logIn(page, { email: 'auditor@portal.test', password: ADMIN.password });
    await page.goto('/admin/webhooks');
    await expect(page.getByRole('heading', { level: 1, name: 'Webhooks' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Add webhook' })).toHaveCount(0);
    await page.getByRole('link', { name: 'CRM', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'CRM' })).toBeVisible();
    await page.getByRole('navigation', { name: 'Webhook' }).getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByText('Your role reads webhooks.')).toBeVisible();
    await expect(page.getByRole('button', { name: /Save|Send a test|Make a new secret/ })).toHaveCount(0);
  });
});

type Message = { headers: Record<string, string>; body: string };

/** What the library of the scheme makes of it; throws when it was not signed with this secret. */
function verified(message: Message | undefined, secret: string): unknown {
  if (!message) throw new Error('nothing was sent');
  return new Webhook(secret).verify(message.body, message.headers);
}

/** A program of somebody else's: keeps what it gets, and answers as it is told. */
async function startReceiver() {
  const messages: Message[] = [];
  let status = 204;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      messages.push({ headers: Object.fromEntries(headers), body });
      response.writeHead(status).end(status === 204 ? undefined : 'out of order');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    messages,
    answers: (next: number) => {
      status = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function deleteWebhook(admin: Page): Promise<void> {
  await admin.getByRole('link', { name: NAME }).click();
  await expect(admin.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  await admin.goto(`${admin.url()}/settings`);
  await admin.getByRole('button', { name: 'Delete webhook' }).first().click();
  await admin.getByRole('dialog').getByRole('button', { name: 'Delete webhook' }).click();
  await expect(admin).toHaveURL(/\/admin\/webhooks$/);
}
