import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from '@playwright/test';
import { actions } from '../test/authorization/actions';
import { ADMIN, asSomebodyElse, DEVELOPER_PASSWORD, expect, registerAndLogIn, somebodyNew, test } from './fixtures';

/*
 * What no browser sends: server actions by their ids, and requests that are none. Everything here goes straight to the
 * portal's port; what a proxy in front of it refuses as well is not asked.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const origin = () => process.env.E2E_PORTAL_URL ?? '';

type Manifest = { node: Record<string, { filename: string; exportedName: string }> };

/** Every server action of the build that is served, as the framework itself knows them. */
function actionsOfBuild(): { id: string; name: string }[] {
  const build = process.env.E2E_BUILD ?? `${root}.next`;
  const manifest: Manifest = JSON.parse(readFileSync(`${build}/server/server-reference-manifest.json`, 'utf8'));
  return Object.entries(manifest.node).map(([id, { filename, exportedName }]) => ({
    id,
    name: `${filename}#${exportedName}`,
  }));
}

const idOf = (name: string) => actionsOfBuild().find((action) => action.name === name)?.id ?? 'none';
const READ_ALL = 'app/(live)/notifications/actions.ts#markAllReadAction';
const LOGIN = 'app/(auth)/auth/login/actions.ts#logInAction';
/** A path of a machine, a line of a stack, a statement, a library: what no answer tells. */
const INSIDES =
  /node_modules|\bat \w+ \(|\.(ts|js):\d+|\bselect\s.+\sfrom\s|drizzle|TypeError|ZodError|\/server\/chunks/i;

type Answer = { status: number; text: string; cookies: string | null; took: number };

async function send(path: string, init: RequestInit): Promise<Answer> {
  const before = performance.now();
  const answer = await fetch(`${origin()}${path}`, { redirect: 'manual', ...init });
  const text = await answer.text();
  return {
    status: answer.status,
    text,
    cookies: answer.headers.get('set-cookie'),
    took: performance.now() - before,
  };
}

/** A form as the client runtime sends it to an action: the state before, and the fields. */
function form(fields: Record<string, string>): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(`_1_${name}`, value);
  body.append('0', '[{"status":"idle"},"$K1"]');
  return body;
}

const own = (id: string, more: Record<string, string> = {}) => ({ 'next-action': id, origin: origin(), ...more });

async function cookiesOf(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
}

async function sixAtATime<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
    }),
  );
}

/** Fields that actions ask for, with values that could be meant. */
const PLAUSIBLE = Object.fromEntries(
  [
    ...['userId', 'appId', 'requestId', 'credentialId', 'organizationId', 'teamId', 'planId', 'productId', 'catalogId'],
    ...['gatewayId', 'webhookId', 'inviteCodeId', 'tokenId', 'ruleId', 'reasonId', 'mailId', 'documentId', 'id'],
  ].map((name) => [name, '01930000-0000-7000-8000-000000000000']),
);
const WISH = {
  ...PLAUSIBLE,
  ...{ name: 'Harbour', slug: 'harbour', title: 'Harbour', reason: 'No', note: '', version: '1', confirmed: 'yes' },
  ...{
    firstName: 'Eve',
    lastName: 'Evil',
    role: 'owner',
    text: 'x',
    message: 'key-ready',
    subject: 'x',
    kind: 'person',
  },
};

test('every action of the build is one that the authorization table knows, and does nothing for a stranger, wherever it is sent [S-01] [S-05]', async ({
  browser,
}) => {
  const built = actionsOfBuild();
  const known = Object.keys(actions);
  expect(built.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  expect(built.length).toBeGreaterThan(200);

  const page = await asSomebodyElse(browser, { email: 'dev@default.test', password: DEVELOPER_PASSWORD });
  const context = page.context();
  const cookie = await cookiesOf(context);
  const ofAdmins = built.filter(({ name }) => name.startsWith('app/(admin)/'));
  const ofPeople = built.filter(({ name }) => name.startsWith('app/(live)/'));
  expect(ofAdmins.length).toBeGreaterThan(100);
  // Each to the home page, which anybody may open: the framework passes it on to the page that it is of.
  await sixAtATime(ofAdmins, async ({ id, name }) => {
    const answer = await send('/', { method: 'POST', headers: own(id, { cookie }), body: form(WISH) });
    expect(answer.text, name).not.toContain('"status":"done"');
    expect(answer.text, name).not.toMatch(INSIDES);
  });
  await sixAtATime(ofPeople, async ({ id, name }) => {
    const answer = await send('/', { method: 'POST', headers: own(id), body: form(WISH) });
    if (!name.includes('keys/found')) expect(answer.text, name).not.toContain('"status":"done"');
    expect(answer.text, name).not.toMatch(INSIDES);
  });
  await page.goto('/profile');
  await expect(page, 'logged in all the time').toHaveURL(/\/profile$/);
  await context.close();
});

test('a form of another site, or of nowhere, logs nobody in, in whichever encoding it comes [S-02] [S-03] [S-04]', async () => {
  const id = idOf(LOGIN);
  const account = { email: ADMIN.email, password: ADMIN.password, next: '' };
  const multipart = new FormData();
  for (const [name, value] of Object.entries(account)) multipart.append(name, value);
  multipart.append(`$ACTION_ID_${id}`, '');
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { origin: 'https://evil.test', 'x-forwarded-host': 'evil.test' },
    { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site', 'x-forwarded-host': 'evil.test' },
    { 'sec-fetch-site': 'cross-site' },
    {},
  ];
  for (const headers of foreign) {
    const called = await send('/auth/login', {
      ...{ method: 'POST', headers: { 'next-action': id, ...headers }, body: form(account) },
    });
    const posted = await send('/auth/login', { method: 'POST', headers, body: multipart });
    for (const answer of [called, posted]) {
      expect(answer.cookies ?? '', JSON.stringify(headers)).not.toContain('session');
      expect(answer.text, JSON.stringify(headers)).not.toContain('"status":"done"');
    }
  }
  const taken = await send('/auth/login', { method: 'POST', headers: own(id), body: form(account) });
  expect(taken.cookies, 'the same form of the portal itself').toContain('session');
});

test('a form that was refused comes back without its password, and with nothing but what it shows [S-10]', async () => {
  const wrong = { email: 'nobody@acme.test', password: DEVELOPER_PASSWORD, next: '' };
  const answer = await send('/auth/login', { method: 'POST', headers: own(idOf(LOGIN)), body: form(wrong) });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('nobody@acme.test');
  expect(answer.text).not.toContain(DEVELOPER_PASSWORD);
  const state = /\{"status":"error".*?\}\}/.exec(answer.text)?.[0] ?? '';
  expect(Object.keys(JSON.parse(state)).sort()).toEqual(['fieldErrors', 'message', 'status', 'values']);
});

/** Arguments that no form sends. None is a published attack; each is of the kind of one. */
const ARGUMENTS: Record<string, string> = {
  nothing: '',
  'no list': '{}',
  'a broken text': '[{"a":',
  'no arguments': '[]',
  'a text for a form': '["x","y"]',
  'a number for a form': '[1,2]',
  null: '[null,null]',
  'many arguments': JSON.stringify(Array.from({ length: 5_000 }, (_, at) => at)),
  itself: '["$0","$0"]',
  'what is not there': '["$1","$2"]',
  'a form that is not there': '[{},"$K9"]',
  'a prototype': '["$1:__proto__:then","$K1"]',
  'a constructor': '["$0:constructor:constructor","$0:__proto__"]',
  'a promise': '[{"then":"$0:__proto__:then","status":"resolved_model","value":"{}"},"$@0"]',
  'a server function': '[{"id":"fs#readFileSync","bound":null},"$F0"]',
  'a large number': `[{},"$n${'9'.repeat(10_000)}"]`,
  'a date, a map and a set': '["$D2026-13-45","$Q0","$W0"]',
  'a stream': '["$r0","$R0"]',
  'a symbol': '["$Siterator","$Sthen"]',
  nesting: `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  'nested objects': `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
};

/** What holds a process does so for minutes; a machine that is busy with unit tests, for seconds. */
const TOOK_MAX_MS = 20_000;

test('arguments that no form sends are refused at once, tell nothing, and leave the portal as it was [S-06] [S-09] [S-17]', async () => {
  // An action that counts no attempts: wrong passwords of one network would keep the other stories out.
  const id = idOf(READ_ALL);
  for (const [kind, body] of Object.entries(ARGUMENTS)) {
    const plain = { 'content-type': 'text/plain;charset=UTF-8' };
    const called = await send('/notifications', { method: 'POST', headers: own(id, plain), body });
    const parts = new FormData();
    parts.append('0', body);
    const posted = await send('/notifications', { method: 'POST', headers: own(id), body: parts });
    const resumed = new FormData();
    resumed.append('$ACTION_REF_1', '');
    resumed.append('$ACTION_1:0', body);
    resumed.append('$ACTION_1:1', body);
    const bare = await send('/notifications', { method: 'POST', headers: { origin: origin() }, body: resumed });
    for (const answer of [called, posted, bare]) {
      expect(answer.text, kind).not.toMatch(INSIDES);
      expect(answer.text, kind).not.toContain('"status":"done"');
      expect(answer.cookies ?? '', kind).not.toContain('session');
      expect(answer.took, kind).toBeLessThan(TOOK_MAX_MS);
    }
  }
  expect((await send('/healthz', {})).status).toBe(200);
  expect((await send('/auth/login', {})).text).toContain('Log in');
});

test('an action of an older build is told to be unknown, and nothing is done [S-14]', async () => {
  const gone = await send('/auth/login', { method: 'POST', headers: own('00'.repeat(21)), body: form({}) });
  expect(gone.status).toBeGreaterThanOrEqual(400);
  expect(gone.status).toBeLessThan(500);
});

test('methods, bodies and paths that no page has are refused without a fault [S-16] [V-14] [V-18]', async () => {
  const statusOf = (method: string, path: string, headers: Record<string, string> = {}, body = '') =>
    new Promise<number>((resolve, reject) => {
      const asked = httpRequest(`${origin()}${path}`, { method, headers }, (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      });
      asked.on('error', reject);
      asked.end(body);
    });
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'PROPFIND']) {
    for (const path of ['/', '/apps', '/admin/users', '/profile/export', '/healthz']) {
      const status = await statusOf(method, path, { origin: origin() });
      expect(status, `${method} ${path}`).toBeLessThan(500);
    }
  }
  const encoded = { 'content-type': 'application/x-www-form-urlencoded', origin: origin() };
  expect(await statusOf('POST', '/admin/users', encoded, '_method=DELETE&id=1')).toBeLessThan(500);
  expect(await statusOf('POST', '/', { 'content-type': 'text/plain', origin: origin() }, 'a=b')).toBeLessThan(500);
  // Nothing resizes images here.
  expect(await statusOf('GET', '/_next/image?url=http%3A%2F%2F169.254.169.254%2F&w=64&q=75')).toBeGreaterThanOrEqual(
    400,
  );
  const large = await send('/auth/login', {
    ...{ method: 'POST', headers: own(idOf(LOGIN)), body: form({ email: 'x'.repeat(3_000_000) }) },
  });
  expect(large.status).toBeGreaterThanOrEqual(400);
  expect(large.text).not.toMatch(INSIDES);
  const headers = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`x-${at}`, 'y'.repeat(20)]));
  expect(await statusOf('GET', '/', headers).catch(() => 431)).toBe(431);
});

test('what a developer writes is text to whoever reads it: no page of an admin runs it [V-01]', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: origin() });
  const page = await context.newPage();
  const name = `Harbour ${process.pid}`;
  const hostile = `"><img src=x onerror=alert(1)><a href="javascript:alert(1)">{{7*7}}</a>`;
  await registerAndLogIn(page, somebodyNew('Oscar'));
  await page.goto('/organization/new');
  await page.getByLabel('Organization name').fill(name);
  await page.getByLabel('What for').fill(hostile);
  await page.getByRole('button', { name: 'Create an organization' }).click();
  await expect(page.getByRole('heading', { name: `${name} waits for approval` })).toBeVisible();
  await expect(page.locator('img[src="x"], a[href^="javascript:"]')).toHaveCount(0);
  await context.close();

  const admin = await asSomebodyElse(browser, ADMIN);
  const ran: string[] = [];
  admin.on('dialog', (dialog) => {
    ran.push(dialog.message());
    return dialog.dismiss();
  });
  admin.on('console', (line) => {
    if (/Content Security Policy|Refused to/i.test(line.text())) ran.push(line.text());
  });
  for (const path of ['/admin', '/admin/requests', '/admin/audit', '/admin/organizations']) {
    await admin.goto(path);
    await expect(admin.locator('img[src="x"], a[href^="javascript:"]'), path).toHaveCount(0);
  }
  await admin.getByRole('link', { name, exact: true }).click();
  await expect(admin.getByText(hostile).first()).toBeVisible();
  await expect(admin.locator('img[src="x"], a[href^="javascript:"]')).toHaveCount(0);
  expect(ran).toEqual([]);
  // Nothing is left waiting for other stories.
  await admin.getByRole('button', { name: 'Approve', exact: true }).click();
  await expect(admin.getByText('Active', { exact: true }).first()).toBeVisible();
  await admin.context().close();
});
