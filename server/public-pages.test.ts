import { createServer, get, type IncomingMessage, Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepPublicPages, publicAddress } from './public-pages';

const { emit } = Server.prototype;
const state = {
  stamp: '1',
  made: 0,
  status: 200,
  type: 'text/html; charset=utf-8',
  cookie: '',
  faults: [] as unknown[],
};
let server: Server;

beforeEach(async () => {
  Object.assign(state, { stamp: '1', made: 0, status: 200, type: 'text/html; charset=utf-8', cookie: '', faults: [] });
  const readStamp = async () => {
    if (state.stamp === '') throw new Error('no database');
    return state.stamp;
  };
  keepPublicPages(readStamp, (error) => state.faults.push(error));
  server = createServer(page);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  Server.prototype.emit = emit;
  await new Promise((resolve) => server.close(resolve));
});

/** A page as Next gives one: in pieces, with a nonce in header and body. */
function page(_request: IncomingMessage, response: ServerResponse): void {
  state.made += 1;
  const nonce = Buffer.from(`nonce number ${String(state.made).padStart(3, '0')}`).toString('base64');
  response.statusCode = state.status;
  response.setHeader('content-type', state.type);
  response.setHeader('content-security-policy', `script-src 'nonce-${nonce}' 'strict-dynamic'`);
  if (state.cookie) response.setHeader('set-cookie', state.cookie);
  response.write(`<script nonce="${nonce}">1</script>`);
  response.end(Buffer.from(`<p>page ${state.made}, grüß</p><script nonce="${nonce}">2</script>`));
}

async function ask(path: string, headers: Record<string, string> = {}) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ body: string; policy: string; headers: IncomingMessage['headers'] }>((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          body: Buffer.concat(chunks).toString(),
          policy: String(response.headers['content-security-policy']),
          headers: response.headers,
        }),
      );
    }).on('error', reject);
  });
}
const numberOf = ({ body }: { body: string }) => /page (\d+)/.exec(body)?.[1];

test('a stranger gets the page that was made for the one before, with a nonce of their own everywhere [I-05]', async () => {
  const first = await ask('/catalogs');
  const second = await ask('/catalogs');
  expect([numberOf(first), numberOf(second)]).toEqual(['1', '1']);
  const nonces = [...second.body.matchAll(/nonce="([^"]+)"/g)].map(([, nonce]) => nonce);
  expect(new Set(nonces).size).toBe(1);
  expect(second.policy).toBe(`script-src 'nonce-${nonces[0]}' 'strict-dynamic'`);
  expect(first.body).not.toContain(nonces[0]);
  expect(second.body.replaceAll(nonces[0] ?? '', '')).toContain('<p>page 1, grüß</p>');
});

test('after any change the very next stranger gets a new page [R-18]', async () => {
  await ask('/products/a');
  state.stamp = '2';
  expect(numberOf(await ask('/products/a'))).toBe('2');
  expect(numberOf(await ask('/products/a'))).toBe('2');
});

test('whoever is known, or asks in another way, gets a page of their own and leaves none behind [I-05]', async () => {
  await ask('/catalogs');
  for (const headers of [
    { cookie: 'next-auth.session-token=x' },
    { cookie: 'theme=dark; view_as=x' },
    { authorization: 'Bearer x' },
    { rsc: '1' },
    { 'next-router-prefetch': '1' },
    { range: 'bytes=0-1' },
  ]) {
    const before = state.made;
    await ask('/catalogs', headers as Record<string, string>);
    expect(state.made, JSON.stringify(headers)).toBe(before + 1);
  }
  expect(numberOf(await ask('/catalogs'))).toBe('1');
  expect(numberOf(await ask('/catalogs', { cookie: 'theme=dark' }))).not.toBe('1');
});

test('what is no whole page is not kept', async () => {
  for (const odd of [{ status: 404 }, { status: 307 }, { type: 'application/json' }, { cookie: 'a=b' }]) {
    Object.assign(state, { status: 200, type: 'text/html', cookie: '' }, odd);
    const before = state.made;
    await ask('/catalogs/odd');
    await ask('/catalogs/odd');
    expect(state.made, JSON.stringify(odd)).toBe(before + 2);
  }
});

test('while nobody knows whether something has changed, every page is made anew', async () => {
  await ask('/catalogs');
  state.stamp = '';
  expect(numberOf(await ask('/catalogs'))).toBe('2');
  expect(state.faults).toHaveLength(1);
});

test('a kept page is compressed for who can read it', async () => {
  await ask('/catalogs');
  const { headers } = await ask('/catalogs', { 'accept-encoding': 'gzip, br' });
  expect(headers['content-encoding']).toBe('gzip');
});

test('only pages of the offer are kept', () => {
  const isKept = (url: string, method = 'GET') => publicAddress({ method, url, headers: {} }) !== null;
  const kept = [
    '/',
    '/catalogs',
    '/catalogs/x?view=table',
    '/products/x',
    '/products/x/docs/a',
    '/products/x/docs/a/op.b',
  ];
  expect(kept.filter((url) => !isKept(url))).toEqual([]);
  const others = [
    '/apps',
    '/admin',
    '/auth/login',
    '/search?q=a',
    '/search/suggest?q=a',
    '/products/x/images/1',
    '/products/x/docs/a.md',
    '/products/x/docs/a/index.json',
    '/products/x/docs/a/document?v=1',
    '/products/x/guides/g/card.png',
    '/cart',
    '/api/v1/docs',
    '/api/v1/openapi.json',
    '/api/v1/products',
  ];
  expect(others.filter((url) => isKept(url))).toEqual([]);
  expect(isKept('/catalogs', 'POST')).toBe(false);
  expect(isKept(`/catalogs?${'a'.repeat(500)}`)).toBe(false);
});
