import { existsSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { ADA, expect, linkIn, mailbox, somebodyNew, TOM, test } from './fixtures';
import { type Answer, portal, Visitor } from './http';

// Requests that no browser makes: cookies, hosts, links and paths by hand.

const SESSION = 'portico.session';
const TOKEN = 'A'.repeat(43);
/** Pages of Tom's that nobody else may read. */
const PRIVATE = ['/apps', '/requests', '/organization', '/organization/users', '/profile', '/cart', '/notifications'];
/** What somebody would find on them. */
const OF_ACME = /acme\.test|\bTom\b|\bAda\b/;

/**
 * What a page says: its markup without the nonce, and the texts that the framework streams beside it. In which pieces and
 * references it streams them depends on the moment.
 */
const plain = ({ text }: Answer, typed: string) => {
  const same = text
    .replaceAll(typed, 'TYPED')
    .replace(/nonce(&quot;|\\"|=|":)[^,>\s]*/g, 'NONCE')
    .replace(/[A-Za-z0-9+/]{22}==/g, 'NONCE');
  const streamed = [...same.matchAll(/self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)/gs)];
  const rows = streamed.map(([, piece = '""']) => JSON.parse(piece) as string).join('');
  // Every string of every row, whole: numbers of rows and pieces are no strings, and references begin with a dollar.
  const strings = rows.split('\n').flatMap((row) => row.match(/"(?:[^"\\]|\\.)*"/g) ?? []);
  const texts = strings.filter((said) => !said.startsWith('"$'));
  // What is announced for the browser to load, and where a piece ends, depends on the moment as well.
  const markup = same.replace(/<script\b.*?<\/script>|<link\b[^>]*>|<!--.*?-->|<template\b.*?<\/template>/gs, '');
  return { markup, texts: [...new Set(texts)].toSorted() };
};

const quiet = ['date', 'content-security-policy', 'content-length', 'link', 'keep-alive', 'connection'];
const headersOf = ({ headers }: Answer) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !quiet.includes(name)));

async function tom(): Promise<Visitor> {
  const visitor = new Visitor();
  await visitor.logIn(TOM);
  expect(visitor.cookies.get(SESSION)).toBeDefined();
  return visitor;
}

test('the login tells no account apart from none, by status, headers or page [A-01]', async () => {
  const answers = [];
  for (const email of [ADA.email, 'nobody.at.all@example.test']) {
    const answer = await new Visitor().logIn({ email, password: 'not the password of anybody' });
    expect(answer.text).toContain('Email or password is wrong.');
    answers.push({ status: answer.status, headers: headersOf(answer), page: plain(answer, email) });
  }
  expect(answers[1]).toEqual(answers[0]);
});

test('what no login form sends lets nobody in, and is no fault [A-08]', async () => {
  const long = 'x'.repeat(900_000);
  const tries: Record<string, string | string[] | Blob>[] = [
    { email: [TOM.email, ADA.email], password: TOM.password },
    { email: TOM.email, password: [TOM.password, 'another'] },
    { email: new Blob([TOM.email]), password: TOM.password },
    { email: TOM.email, password: `${TOM.password}\ud800` },
    { email: '{"$ne":null}', password: '{"$ne":null}' },
    { email: TOM.email, password: long },
    { email: long, password: TOM.password },
    { 'email[]': TOM.email, 'password[$ne]': 'x', email: '' },
  ];
  for (const fields of tries) {
    const visitor = new Visitor();
    const { status } = await visitor.fill('/auth/login', { password: '', ...fields });
    expect([Object.keys(fields), status < 500]).toEqual([Object.keys(fields), true]);
    expect(visitor.cookies.get(SESSION), JSON.stringify(fields).slice(0, 80)).toBeUndefined();
  }
});

test('a form of another site logs nobody in, and what a browser had before is no session afterwards [A-11] [A-12]', async () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.test' },
    { origin: 'null' },
    { origin: 'https://evil.test', 'x-forwarded-host': 'evil.test' },
    { origin: 'http://evil.test', host: 'evil.test' },
  ];
  for (const headers of foreign) {
    const visitor = new Visitor();
    await visitor.fill('/auth/login', { ...TOM }, headers);
    expect(visitor.cookies.get(SESSION), JSON.stringify(headers)).toBeUndefined();
  }
  const chosen = new Visitor();
  chosen.cookies.set(SESSION, 'chosen-by-somebody-else');
  const answer = await chosen.logIn(TOM);
  const cookie = [answer.headers['set-cookie'] ?? []].flat().find((line) => line.startsWith(SESSION)) ?? '';
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=lax/i);
  const planted = new Visitor();
  planted.cookies.set(SESSION, 'chosen-by-somebody-else');
  expect((await planted.ask('/apps')).headers.location).toContain('/auth/login');
});

test('nothing that a client sends makes a session into more than it is [A-16] [A-18]', async () => {
  const visitor = await tom();
  const { csrfToken } = JSON.parse((await visitor.ask('/api/auth/csrf')).text);
  const data = { role: 'owner', kind: 'admin', adminRole: 'owner', sid: '00000000-0000-0000-0000-000000000000' };
  const body = JSON.stringify({ csrfToken, data });
  const headers = { 'content-type': 'application/json', origin: portal() };
  const updated = await visitor.ask('/api/auth/session', { method: 'POST', body, headers });
  expect(updated.text).not.toContain('owner');
  expect((await visitor.ask('/admin')).status).toBe(404);
  expect((await visitor.ask('/apps')).status).toBe(200);

  const good = visitor.cookies.get(SESSION) ?? '';
  const unsigned = ['{"alg":"none"}', '{"sid":"x","exp":4000000000}'].map((part) => btoa(part)).join('.');
  for (const forged of [`${unsigned}.`, `${good}x`, good.slice(3), '%E0%A4%A', 'null', 'a'.repeat(4_000)]) {
    const stranger = new Visitor();
    stranger.cookies.set(SESSION, forged);
    const answer = await stranger.ask('/apps');
    expect([answer.status, answer.headers.location], forged.slice(0, 30)).toEqual([307, '/auth/login?next=%2Fapps']);
  }
  const bearer = await new Visitor().ask('/apps', { headers: { authorization: `Bearer ${good}` } });
  expect(bearer.status).toBe(307);
});

test('a session that was logged out is over, also for a copy of its cookie [A-13]', async () => {
  const visitor = await tom();
  const copy = new Visitor();
  copy.cookies.set(SESSION, visitor.cookies.get(SESSION) ?? '');
  expect((await copy.ask('/apps')).status).toBe(200);
  await visitor.press('/apps', 'Log out');
  expect(visitor.cookies.get(SESSION)).toBeUndefined();
  expect((await copy.ask('/apps')).headers.location).toBe('/auth/login?next=%2Fapps');
});

test('a login leads nowhere but into the portal [A-19]', async () => {
  const wanted = [
    '//evil.test',
    '/\\evil.test',
    'https:evil.test',
    'javascript:alert(1)',
    '@evil.test',
    '/\t/evil.test',
  ];
  for (const next of wanted) {
    const answer = await new Visitor().fill('/auth/login', { ...TOM, next });
    expect(new URL(String(answer.headers.location), portal()).origin, next).toBe(portal());
  }
  for (const path of ['/api/auth/signin', '/api/auth/signout', '/api/auth/error', '/auth/login']) {
    const answer = await new Visitor().ask(`${path}?callbackUrl=https://evil.test&next=https://evil.test`);
    expect(new URL(String(answer.headers.location ?? '/'), portal()).origin, path).toBe(portal());
    expect(answer.text).not.toMatch(/(href|action)="(https?:)?\/\/evil/);
  }
});

test('a link with a token that is none is a quiet page, which nobody keeps, frames or tells another site of [T-07] [T-13] [T-15] [T-32]', async () => {
  const tokens = ['', 'token=', 'token[]=a', 'token=a&token=b', 'token=%00', `token=${'a'.repeat(6_000)}`];
  const visitor = await tom();
  for (const path of ['/auth/reset/code', '/auth/verify', '/auth/invitation', '/keys/confirm', '/profile/email']) {
    for (const token of [...tokens, `token=${TOKEN}`]) {
      const answer = await visitor.ask(`${path}?${token}`);
      expect([200, 307, 404], `${path}?${token.slice(0, 20)}`).toContain(answer.status);
      if (answer.status === 307) continue;
      expect(answer.headers['cache-control'], path).toContain('no-store');
      // `same-origin` and not `no-referrer`: see next.config.js.
      expect(answer.headers['referrer-policy'], path).toBe('same-origin');
      expect(answer.headers['x-frame-options']).toBe('DENY');
      expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(answer.text.match(/(src|href)="(https?:)?\/\/(?!localhost|127\.0\.0\.1)[^"]*"/g) ?? [], path).toEqual([]);
    }
  }
});

test('who is not logged in comes back to the link of a key after the login [T-28]', async () => {
  const { status, headers } = await new Visitor().ask(`/keys/confirm?token=${TOKEN}`);
  expect([status, headers.location]).toEqual([307, `/auth/login?next=%2Fkeys%2Fconfirm%3Ftoken%3D${TOKEN}`]);
  const back = await new Visitor().fill('/auth/login', { ...TOM, next: `/keys/confirm?token=${TOKEN}` });
  expect(back.headers.location).toBe(`/keys/confirm?token=${TOKEN}`);
});

test('a mail leads to the portal, whatever host the request names [T-08]', async () => {
  const hosts: Record<string, string>[] = [
    {},
    { forwarded: 'host=evil.test;proto=https', 'x-forwarded-proto': 'gopher', 'x-original-host': 'evil.test' },
    { 'x-forwarded-host': 'evil.test' },
    { host: 'evil.test' },
    { host: 'evil.test', origin: 'http://evil.test', 'x-forwarded-host': 'evil.test' },
  ];
  const written: string[] = [];
  for (const headers of hosts) {
    const { email, firstName, lastName, password } = somebodyNew('Hosta');
    await new Visitor().fill(
      '/auth/register',
      { email, firstName, lastName, password, confirmPassword: password },
      headers,
    );
    written.push(email);
  }
  // What comes of the others is a refusal or a mail; there must be one of those that ask in the portal's name.
  for (const at of [0, 1]) await mailbox.waitFor(written[at] ?? '', /./);
  const mails = (await mailbox.all()).filter(({ to }) => written.some((email) => to.includes(email)));
  for (const { text, html } of mails) {
    const links = `${text} ${html}`.match(/https?:\/\/[^\s"<)]+/g) ?? [];
    expect(links.filter((link) => !link.startsWith(portal()))).toEqual([]);
    expect(`${text}${html}`).not.toContain('evil');
  }
});

test('a link that machines open in every way still waits for its person, and no log knows it [T-02] [T-14]', async () => {
  const { email, firstName, lastName, password } = somebodyNew('Scanna');
  await new Visitor().fill('/auth/register', { email, firstName, lastName, password, confirmPassword: password });
  const { pathname, search } = new URL(linkIn(await mailbox.waitFor(email, /./), '/auth/verify'));
  const ways: [string, Record<string, string>][] = [
    ['HEAD', {}],
    ['GET', {}],
    ['GET', { rsc: '1' }],
    ['GET', { rsc: '1', 'next-router-prefetch': '1', purpose: 'prefetch' }],
    ['GET', { 'user-agent': 'Mozilla/5.0 (compatible; SafeLinks)', 'x-forwarded-for': '203.0.113.7' }],
  ];
  for (let round = 0; round < 3; round += 1) {
    for (const [method, headers] of ways) {
      expect((await new Visitor().ask(pathname + search, { method, headers })).status).toBeLessThan(400);
    }
  }
  const code = new URLSearchParams(search).get('token') ?? '';
  const verified = await new Visitor().fill(pathname + search, { code });
  expect(verified.headers.location).toMatch(/^\/auth\/verify\?verified=/);

  // The logs of the portal that this run started, workers and all; a portal that runs elsewhere keeps its own.
  const logFiles = (process.env.E2E_LOG_FILE ?? '').split(delimiter).filter(existsSync);
  const log = logFiles.map((file) => readFileSync(file, 'utf8')).join('');
  // What Next says first: without it this would be no log of the portal's.
  expect(logFiles.length === 0 || log.includes('Ready in')).toBe(true);
  const tokens = (await mailbox.all()).flatMap(({ text }) => text.match(/(?<=token=)[\w-]{43}/g) ?? []);
  expect(tokens).toContain(code);
  expect(tokens.filter((token) => log.includes(token))).toEqual([]);
});

test('no page that is somebody’s comes to a stranger in any of the ways a browser may ask for it [Z-03] [I-05]', async () => {
  const own = await tom();
  const stranger = new Visitor();
  for (const path of PRIVATE) {
    const mine = await own.ask(path);
    expect([path, mine.status]).toEqual([path, 200]);
    expect(mine.headers['cache-control'], path).toMatch(/private.*no-store/);
    const ways: [string, Record<string, string>][] = [
      [path, {}],
      [path, { rsc: '1' }],
      [path, { rsc: '1', 'next-router-prefetch': '1' }],
      [path, { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' }],
      [path, { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' }],
      [`${path}.rsc`, { rsc: '1' }],
      [`${path}.segments/_tree.segment.rsc`, { rsc: '1' }],
      [`/_next/data/development${path}.json`, {}],
      [`/products/..${path}`, {}],
      [path.replace('/', '/%2e%2e/'), {}],
    ];
    for (const [asked, headers] of ways) {
      const answer = await stranger.ask(asked, { headers });
      expect(answer.status, asked).toBeLessThan(500);
      expect(answer.text.match(OF_ACME), `${asked} ${JSON.stringify(headers)}`).toBeNull();
    }
  }
});

test('pages carry nothing that their reader may not have [Z-04]', async () => {
  const own = await tom();
  const secret = readFileSync(process.env.E2E_GATEWAY_SECRET_FILE ?? '', 'utf8').trim();
  for (const path of [...PRIVATE, '/', '/products', '/usage', '/profile/tokens', '/profile/security']) {
    for (const headers of [{}, { rsc: '1' }]) {
      const { text } = await own.ask(path, { headers });
      expect(text, path).not.toContain(secret);
      expect(text.match(/\$argon2|password_?hash|key_?sealed|key_?digest|code_?sealed|totp_?secret/i), path).toBeNull();
    }
  }
});

test('an id is an id, however it is written [Z-07]', async () => {
  const own = await tom();
  const app = /\/apps\/([0-9a-f-]{36})/.exec((await own.ask('/apps')).text)?.[1] ?? '';
  expect((await own.ask(`/apps/${app}`)).status).toBe(200);
  const strange = [
    `${app}%20`,
    `%20${app}`,
    `${app}%00`,
    '%2e%2e%2fadmin',
    '..%2f..%2fadmin',
    '%252e%252e',
    `{${app}}`,
  ];
  for (const id of [...strange, `${app}'--`, app.replaceAll('-', ''), 'null', '__proto__', 'constructor']) {
    expect([id, (await own.ask(`/apps/${id}`)).status]).toEqual([id, 404]);
  }
});

test('what is no address of the portal says nothing of it [Z-12]', async () => {
  const visitor = new Visitor();
  const paths = ['/.env', '/.git/config', '/.git/HEAD', '/package.json', '/next.config.js', '/server.js.map'];
  const others = ['/_next/image?url=http%3A%2F%2F127.0.0.1%2F&w=64&q=75', '/_next/static/../../package.json'];
  for (const path of [...paths, ...others, '/api/nothing', '/api/portal', '/api/admin', '/debug', '/api-docs']) {
    const { status, text } = await visitor.ask(path);
    expect([path, [400, 401, 404].includes(status)]).toEqual([path, true]);
    expect(text, path).not.toMatch(/PORTAL_SECRET|postgres(ql)?:\/\/|"dependencies"|node_modules/);
  }
  for (const path of ['/healthz', '/readyz']) {
    expect((await visitor.ask(path)).text, path).not.toMatch(/\d+\.\d+|secret|postgres|version|http/i);
  }
  const scripts = [...(await visitor.ask('/')).text.matchAll(/\/_next\/static\/[^"?\\]+\.js/g)].map(([path]) => path);
  expect(scripts.length).toBeGreaterThan(2);
  for (const path of new Set(scripts)) expect((await visitor.ask(`${path}.map`)).status, path).toBe(404);
});
