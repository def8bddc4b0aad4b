import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ADA, ADMIN, expect, logIn, test } from './fixtures';
import { type Answer, portal, Visitor } from './http';

/** Every kind of answer that the portal gives to a stranger, with an address that has it. */
const KINDS: Record<string, { path: string; method?: string; headers?: Record<string, string> }> = {
  'a page': { path: '/auth/login' },
  'a page that is kept': { path: '/catalogs' },
  'a page that is not there': { path: '/nowhere' },
  'a page of an admin': { path: '/admin' },
  'a page in pieces': { path: '/catalogs', headers: { rsc: '1' } },
  'a redirect': { path: '/apps' },
  'a form of nobody': { path: '/auth/login', method: 'POST', headers: { origin: 'https://evil.test' } },
  'an export': { path: '/admin/users/export.csv' },
  'a page as Markdown': { path: '/catalogs.md' },
  'a list for robots': { path: '/robots.txt' },
  'the map': { path: '/sitemap.xml' },
  'a picture': { path: '/card.png' },
  'an icon': { path: '/icon.svg' },
  suggestions: { path: '/search/suggest?q=pet' },
  'the API': { path: '/api/v1/apps' },
  'the document of the API': { path: '/api/v1/openapi.json' },
  'the door for agents': { path: '/api/mcp', method: 'POST' },
  'the classic API': { path: '/api/portal/developers' },
  'next-auth': { path: '/api/auth/session' },
  'a path of next-auth that is none': { path: '/api/auth/nowhere' },
  alive: { path: '/healthz' },
  ready: { path: '/readyz' },
  'a method that is none': { path: '/', method: 'DELETE' },
};

const ask = (kind: { path: string; method?: string; headers?: Record<string, string> }): Promise<Answer> => {
  const { path: address, ...sent } = kind;
  return new Visitor().ask(address, sent);
};
const header = ({ headers }: Answer, name: string) => String(headers[name] ?? '');
/** What a person reads of a page, without what scripts do with it: how many tags stand between words depends on the moment. */
const wordsOf = ({ text }: Answer) =>
  text
    .replace(/<(script|style)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
const isPage = (answer: Answer) => header(answer, 'content-type').startsWith('text/html');

test('every kind of answer carries the headers that keep a browser safe, and tells nothing of what made it [H-03]', async () => {
  const script = /\/_next\/static\/[\w./~-]+\.js/.exec((await ask({ path: '/auth/login' })).text)?.[0] ?? 'none';
  for (const [kind, sent] of Object.entries({ ...KINDS, 'a script': { path: script } })) {
    const answer = await ask(sent);
    expect(header(answer, 'x-content-type-options'), kind).toBe('nosniff');
    expect(header(answer, 'x-frame-options'), kind).toBe('DENY');
    expect(header(answer, 'referrer-policy'), kind).toMatch(/^(same-origin|no-referrer)$/);
    expect(header(answer, 'permissions-policy'), kind).toContain('camera=()');
    expect(header(answer, 'cross-origin-opener-policy'), kind).toBe('same-origin');
    expect(answer.headers['x-powered-by'], kind).toBeUndefined();
    expect(answer.headers.server, kind).toBeUndefined();
    expect(answer.status, kind).toBeLessThan(500);
  }
});

test('every page has a policy with a nonce of its own, which its own scripts carry and no other [H-01] [H-02] [H-10]', async () => {
  const nonces = new Set<string>();
  for (const [kind, sent] of Object.entries(KINDS)) {
    for (const answer of [await ask(sent), await ask(sent)]) {
      if (!isPage(answer) || answer.text === '') continue;
      const policy = header(answer, 'content-security-policy');
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
      expect(policy, kind).toContain(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic';`);
      for (const part of ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"]) {
        expect(policy, kind).toContain(part);
      }
      expect(policy.replace(/style-src[^;]*;/, ''), kind).not.toMatch(/unsafe-|\*|http:/);
      expect(nonces.has(nonce), `${kind}: the nonce was used before`).toBe(false);
      nonces.add(nonce);
      const scripts = [...answer.text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      expect(
        scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`)),
        kind,
      ).toEqual([]);
      expect(answer.text, kind).not.toMatch(/<[a-z]+\b[^>]*\son[a-z]+=/i);
    }
  }
  expect(nonces.size).toBeGreaterThan(8);
});

test('a page that is not there gives nothing of its address back as markup [H-10]', async () => {
  const hostile = '<script>alert(1)</script>"onload=x';
  for (const address of [`/${encodeURIComponent(hostile)}`, `/products/${encodeURIComponent(hostile)}`]) {
    const answer = await ask({ path: `${address}?q=${encodeURIComponent(hostile)}` });
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('<script>alert(1)');
    expect(answer.text).not.toContain('"onload=x');
  }
});

test('what is of one person is kept by nobody on the way, in whatever form it is asked for [H-05]', async () => {
  const ada = new Visitor();
  await ada.logIn(ADA);
  const admin = new Visitor();
  await admin.logIn(ADMIN);
  const paths: [Visitor, string[]][] = [
    [
      ada,
      ['/', '/apps', '/requests', '/cart', '/profile', '/profile/export', '/usage/export.csv', '/api/auth/session'],
    ],
    [admin, ['/admin', '/admin/users', '/admin/users/export.csv', '/admin/requests/export.csv']],
  ];
  for (const [visitor, addresses] of paths) {
    for (const address of addresses) {
      for (const headers of [{}, { rsc: '1' }, { 'next-router-prefetch': '1', rsc: '1' }] as Record<string, string>[]) {
        const first = await visitor.ask(address, { headers });
        // The framework sends a client to the address of that form first.
        const answer = first.status === 307 ? await visitor.ask(header(first, 'location'), { headers }) : first;
        expect(answer.status, address).toBe(200);
        expect(header(answer, 'cache-control'), address).toMatch(/no-store/);
        expect(header(answer, 'cache-control'), address).not.toMatch(/public|s-maxage/);
      }
    }
  }
  for (const address of ['/auth/login', '/auth/verify?token=x', '/auth/reset/code?token=x', '/auth/register']) {
    expect(header(await ask({ path: address }), 'cache-control'), address).toContain('no-store');
  }
});

test('headers that name another host, another form of the page or an inside of the framework change nothing for the next one [H-05]', async () => {
  const before = wordsOf(await ask({ path: '/catalogs' }));
  const probes: Record<string, string>[] = [
    { 'x-forwarded-host': 'evil.test' },
    { host: 'evil.test' },
    { 'x-forwarded-proto': 'http', forwarded: 'host=evil.test' },
    { 'x-original-url': '/admin', 'x-rewrite-url': '/admin' },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-nextjs-data': '1', 'x-matched-path': '/admin' },
    { 'x-invoke-path': '/admin', 'x-invoke-status': '500' },
    { rsc: '1', 'next-router-state-tree': 'x' },
    { 'x-nonce': 'mine', 'content-security-policy': 'script-src *' },
    { 'x-portico-path': '/admin' },
  ];
  for (const headers of probes) {
    for (const address of ['/catalogs', '/catalogs?_rsc=1', '/auth/login', '/apps']) {
      const answer = await ask({ path: address, headers });
      const said = JSON.stringify(answer.headers) + answer.text;
      expect(said, JSON.stringify(headers)).not.toContain('evil.test');
      expect(header(answer, 'content-security-policy'), JSON.stringify(headers)).not.toMatch(/mine|script-src \*/);
      expect(answer.status, JSON.stringify(headers)).toBeLessThan(500);
    }
  }
  expect(wordsOf(await ask({ path: '/catalogs' }))).toBe(before);
});

test('no other site may read an answer: its origin is never given back [H-06]', async () => {
  for (const [kind, sent] of Object.entries(KINDS)) {
    for (const origin of ['https://evil.test', 'null']) {
      const headers = { ...sent.headers, origin, 'access-control-request-method': 'POST' };
      for (const method of [sent.method ?? 'GET', 'OPTIONS']) {
        const answer = await ask({ ...sent, method, headers });
        expect(header(answer, 'access-control-allow-origin'), kind).not.toMatch(/evil|null/);
        expect(header(answer, 'access-control-allow-credentials'), kind).toBe('');
      }
    }
  }
});

/** Until the first byte of an answer comes from a busy machine, and from one byte to the next. */
const FIRST_BYTE_MAX_MS = 20_000;
const NEXT_BYTE_MAX_MS = 2_000;

/** Sends bytes and reads what comes until the connection ends or nothing more came for a while. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(portal());
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    const end = () => {
      socket.destroy();
      resolve(heard);
    };
    socket.setTimeout(FIRST_BYTE_MAX_MS, end);
    socket.on('data', (chunk) => {
      heard += chunk;
      socket.setTimeout(NEXT_BYTE_MAX_MS);
    });
    socket.on('close', end);
    socket.on('error', end);
  });
}

test('an upgrade is given to nobody, wherever it is said to lead [H-12]', async () => {
  const upgrade =
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
  for (const target of ['/', '/_next/webpack-hmr', 'http://169.254.169.254/', 'http://127.0.0.1:22/']) {
    const heard = await raw(`GET ${target} HTTP/1.1\r\nHost: portal.test\r\n${upgrade}`);
    expect(heard, target).not.toMatch(/^HTTP\/1\.1 101/);
    expect(heard, target).not.toMatch(/SSH-|ami-id/);
  }
});

test('a request that can be read in two ways is refused, and nothing that was hidden in it is answered [H-08]', async () => {
  const hidden = 'GET /healthz HTTP/1.1\r\nHost: portal.test\r\n\r\n';
  const odd = {
    'two lengths': `Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    'a length and chunks': `Content-Length: ${hidden.length + 5}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    'chunks that are none': `Transfer-Encoding: xchunked\r\nContent-Length: 4\r\n\r\n${hidden}`,
    'a space before the colon': `Content-Length : ${hidden.length}\r\n\r\n${hidden}`,
    'a header without a name': `: x\r\n\r\n${hidden}`,
  };
  for (const [what, rest] of Object.entries(odd)) {
    const heard = await raw(`POST /auth/login HTTP/1.1\r\nHost: portal.test\r\n${rest}`);
    expect(heard, what).toMatch(/^HTTP\/1\.1 400/);
    expect(heard, what).not.toContain('alive');
  }
  const two = await raw('GET /healthz HTTP/1.1\r\nHost: a.test\r\nHost: b.test\r\nConnection: close\r\n\r\n');
  expect(two).not.toMatch(/b\.test/);
});

test('whoever goes back after logging out sees nothing of the person who was there [H-11]', async ({ page }) => {
  await logIn(page, ADA);
  await page.goto('/profile');
  await expect(page.locator('body')).toContainText(ADA.email);
  await page.getByRole('button', { name: /Ada/ }).first().click();
  await page
    .getByRole('menuitem', { name: 'Log out' })
    .or(page.getByRole('button', { name: 'Log out' }))
    .first()
    .click();
  await expect(page).not.toHaveURL(/\/profile$/);
  for (let back = 0; back < 2; back += 1) {
    await page.goBack();
    await page.waitForLoadState('domcontentloaded');
    await expect(page.locator('body')).not.toContainText(ADA.email);
  }
});

const build = () => process.env.E2E_BUILD ?? path.join(fileURLToPath(new URL('..', import.meta.url)), '.next');

/** Names that only the server knows, and what the machine of this build told nobody. */
const SERVER_NAMES =
  /PORTAL_SECRET|GATEWAY_SECRET|SMTP_URL|DATABASE_URL|OIDC_CLIENT_SECRET|x-tyk-authorization|drizzle-orm|graphile|node-postgres|argon2/i;

test('nothing of the server is in what browsers load: no name, no library, no map of the sources [L-05] [L-07]', async () => {
  const folder = path.join(build(), 'static');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
  const telling = files
    .filter((name) => /\.(js|css|json|txt)$/.test(name))
    .filter((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      return SERVER_NAMES.test(text) || /sourceMappingURL=/.test(text);
    });
  expect(telling).toEqual([]);
  for (const address of [
    '/.env',
    '/.git/config',
    '/package.json',
    '/_next/server/server-reference-manifest.json',
    '/.next/BUILD_ID',
    '/_next/../.env',
  ]) {
    expect((await ask({ path: address })).status, address).toBeGreaterThanOrEqual(400);
  }
});
