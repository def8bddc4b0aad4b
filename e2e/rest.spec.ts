import { type APIRequestContext, type APIResponse, type Browser, request } from '@playwright/test';
import { addToCart, generateKey, requestAccess } from './asking';
import { ADMIN, expect, linkIn, logIn, mailbox, registerAndLogIn, somebodyNew, test } from './fixtures';
import { secretIn } from './secrets';

/** What a program sees: no browser, no cookie, only the token. */
async function program(token: string): Promise<APIRequestContext> {
  return request.newContext({
    baseURL: `${process.env.E2E_PORTAL_URL ?? ''}/api/v1/`,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
}

async function json(answer: APIResponse): Promise<Record<string, unknown>> {
  return answer.json();
}

test('a program with a token decides a request, asks whose key it is, and ends with its token', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const name = `Decider ${Date.now()}`;
  const nora = somebodyNew('Nora');
  await logIn(page, ADMIN);

  const token = await test.step('an admin makes a token and sees it once', async () => {
    await page.goto('/admin/settings/tokens');
    await page.getByRole('button', { name: 'Create token' }).click();
    await expect(page.getByLabel('Name', { exact: true })).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel(/approve, decline and withdraw requests/).check();
    await page.getByLabel(/Ask whose key a key is/).check();
    await page.getByRole('button', { name: 'Create token' }).click();
    const field = page.getByLabel('API token', { exact: true });
    await expect(field).toHaveValue(/^portico_/);
    const shown = await secretIn(field, 'an API token');
    await page.reload();
    await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Works');
    await expect(page.locator('body')).not.toContainText(shown);
    return shown;
  });
  const api = await program(token);

  const theirs = await asNewcomer(browser, nora);
  const requestUrl = await test.step('a developer asks for access', async () => {
    await addToCart(theirs, { catalog: 'public', product: 0 });
    return requestAccess(theirs, { catalog: 'public', plan: 'Standard', app: 'Night watch' });
  });
  const requestId = new URL(requestUrl).pathname.split('/').at(-1);

  await test.step('the program finds and approves it, once', async () => {
    const waiting = await json(await api.get('requests?status=pending&search=Night+watch'));
    expect(waiting.items).toContainEqual(expect.objectContaining({ id: requestId, status: 'pending' }));
    const headers = { 'idempotency-key': `approve-${requestId}` };
    const approve = () => api.post(`requests/${requestId}/approve`, { headers });
    const [first, again] = [await approve(), await approve()];
    expect([first.status(), again.status()]).toEqual([200, 200]);
    expect(await again.text()).toBe(await first.text());
    expect((await api.post(`requests/${requestId}/approve`)).status()).toBe(409);
    expect((await api.get('credentials')).status()).toBe(403);
  });

  await test.step('the developer generates the key, and the program is told whose it is', async () => {
    const mail = await mailbox.waitFor(nora.email, /approved/i);
    await theirs.goto(linkIn(mail, '/keys/confirm'));
    const key = await generateKey(theirs);
    const told = await json(await api.post('introspect', { data: { key } }));
    expect(told).toMatchObject({
      active: true,
      state: 'active',
      app: { name: 'Night watch' },
      developer: { email: nora.email },
      plan: { name: 'Standard' },
    });
    expect(await json(await api.post('introspect', { data: { key: `${key}0` } }))).toMatchObject({
      active: false,
      state: 'unknown',
      developer: null,
    });
  });

  await test.step('a wrong call is told what is wrong with it', async () => {
    const broken = await api.post('introspect', {
      headers: { 'content-type': 'application/json' },
      data: Buffer.from('{"key": }'),
    });
    expect(broken.status()).toBe(400);
    expect(broken.headers()['content-type']).toBe('application/problem+json');
    expect(await json(broken)).toMatchObject({ line: 1, column: 9 });
    const large = await api.post('introspect', { data: { key: 'x'.repeat(2_000_000) } });
    expect(large.status()).toBe(413);
  });

  await test.step('revoked, the token opens nothing', async () => {
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByRole('button', { name: 'Revoke' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Revoked');
    expect((await api.get('requests')).status()).toBe(401);
  });
});

test('the reference of the API shows every operation of its document', async ({ page }) => {
  const document = await (await page.request.get('/api/v1/openapi.json')).json();
  const operations = Object.values(document.paths as Record<string, object>).flatMap((item) => Object.keys(item));
  await page.goto('/api/v1/docs');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('REST API reference');
  await expect(page.getByRole('heading', { name: `${operations.length} operations` })).toBeVisible();
  await page
    .getByRole('navigation', { name: 'Reference' })
    .getByRole('link', { name: /Import a key/ })
    .click();
  await expect(page).toHaveURL(/\/api\/v1\/docs\/importCredential$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import a key that exists already');
});

async function asNewcomer(browser: Browser, who: ReturnType<typeof somebodyNew>) {
  const page = await browser.newPage({ baseURL: process.env.E2E_PORTAL_URL ?? '' });
  await registerAndLogIn(page, who);
  return page;
}
