import { describe, expect, test } from 'vitest';
import { callTo, oddServer } from '@/test/odd-server';
import { createOutbound } from './outbound';

const odd = oddServer();
const { call, received } = odd;

describe('what leads into the own network', () => {
  test.each([
    ['a number', 'http://2130706433/'],
    ['hexadecimal parts', 'http://0x7f.1/'],
    ['one hexadecimal number', 'http://0x7f000001/'],
    ['octal parts', 'http://0177.0.0.1/'],
    ['a short form', 'http://127.1/'],
    ['a dot behind it', 'http://127.0.0.1./'],
    ['wide digits', 'http://１２７.０.０.１/'],
    ['an encoded dot', 'http://127%2e0.0.1/'],
    ['zero', 'http://0/'],
    ['IPv6', 'http://[::1]/'],
    ['IPv4 in IPv6', 'http://[::ffff:127.0.0.1]/'],
    ['a name', 'http://localhost/'],
    ['backslashes', 'http:\\\\127.0.0.1\\'],
    ['the metadata address', 'http://169.254.169.254/latest/meta-data/'],
    ['the metadata address as a number', 'http://2852039166/'],
  ])('is refused when it is written as %s [V-09]', async (_how, address) => {
    expect(await call({ url: address, reachesPrivate: false })).toMatchObject({
      outcome: 'refused',
      reason: expect.stringContaining('not on the public internet'),
    });
  });

  test('is not reached by a dot behind a name', async () => {
    // Some machines know no such name.
    expect((await call({ url: odd.url.replace('127.0.0.1', 'localhost.'), reachesPrivate: false })).outcome).not.toBe(
      'answered',
    );
    expect(received).toHaveLength(0);
  });

  test('is refused also when only one of several addresses does', async () => {
    const both = createOutbound({
      resolve: async () => [
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ],
    });
    const outcome = await both.send({ ...callTo('http://both.test/'), reachesPrivate: false });
    expect(outcome.outcome).toBe('refused');
  });

  test('cannot be slipped in after the check: the name is looked up once [V-09]', async () => {
    let lookups = 0;
    const rebinding = createOutbound({
      resolve: async () => {
        lookups += 1;
        return [{ address: lookups === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
      },
    });
    const outcome = await rebinding.send(callTo(odd.url.replace('127.0.0.1', 'rebinding.test')));
    expect(outcome).toMatchObject({ outcome: 'answered', status: 200 });
    expect(lookups).toBe(1);
    expect(received[0]?.headers.host).toMatch(/^rebinding\.test:/);
  });
});

test.each([
  ['file:///etc/passwd'],
  ['gopher://127.0.0.1/'],
  ['ftp://example.com/'],
  ['data:text/plain,x'],
  ['javascript:alert(1)'],
  ['//example.com'],
  [''],
  [`http://example.com/${'a'.repeat(9000)}`],
  ['http://user@example.com/'],
  ['http://user:secret@example.com/'],
  ['http://example.com:25/'],
  ['http://127.0.0.1:6000/'],
  ['http://example.com:0/'],
  ['http://exa mple.com/'],
])('refuses an address of another kind: %s [V-09]', async (address) => {
  expect((await call({ url: address })).outcome).toBe('refused');
});

test.each(['CONNECT', 'TRACE', 'GET / HTTP/1.1\r\nX: y', ''])('refuses the method %j', async (method) => {
  expect((await call({ method })).outcome).toBe('refused');
  expect(received).toHaveLength(0);
});

test.each([
  ['Host', 'evil.test'],
  ['host', 'evil.test'],
  ['Transfer-Encoding', 'chunked'],
  ['Content-Length', '3'],
  ['Connection', 'upgrade'],
  ['X-A', 'a\r\nX-Injected: 1'],
  ['X-A\r\nX-Injected', '1'],
  ['X-A: b', '1'],
  ['X-A', 'a\u0000b'],
])('refuses the header %j', async (name, value) => {
  expect((await call({ headers: { [name]: value } })).outcome).toBe('refused');
  expect(received).toHaveLength(0);
});

test('sends method, path, headers and body, and gives the answer back as it was', async () => {
  const bodies: Buffer[] = [];
  odd.answer = (request, response) => {
    request.on('data', (chunk: Buffer) => bodies.push(chunk));
    request.on('end', () => {
      response.writeHead(201, 'Made', [
        ['X-Two', 'a'],
        ['X-Two', 'b'],
        ['Content-Type', 'text/plain'],
      ]);
      response.end('bytes ÿ');
    });
  };
  const outcome = await call({
    method: 'POST',
    url: `${odd.url}/a%2Fb?c=d`,
    headers: { 'Content-Type': 'text/plain', 'X-Who': 'me' },
    body: Buffer.from('ä'),
  });
  expect(outcome).toMatchObject({ outcome: 'answered', status: 201, statusText: 'Made', isCut: false });
  if (outcome.outcome !== 'answered') throw new Error('not answered');
  expect(Buffer.from(outcome.body).toString()).toBe('bytes ÿ');
  expect(outcome.headers.filter(([name]) => name === 'X-Two')).toEqual([
    ['X-Two', 'a'],
    ['X-Two', 'b'],
  ]);
  expect(received[0]).toMatchObject({ method: 'POST', url: '/a%2Fb?c=d' });
  expect(received[0]?.headers).toMatchObject({ 'x-who': 'me', 'content-length': '2' });
  expect(Buffer.concat(bodies).toString()).toBe('ä');
});

test.each([301, 302, 303, 307, 308])('follows no redirect: %i [V-09]', async (status) => {
  odd.answer = (_request, response) => response.writeHead(status, { location: 'http://169.254.169.254/' }).end();
  expect(await call()).toMatchObject({ outcome: 'answered', status });
  expect(received).toHaveLength(1);
});

test('goes through no proxy of the environment', async () => {
  const { HTTP_PROXY, http_proxy } = process.env;
  Object.assign(process.env, { HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' });
  try {
    expect((await createOutbound().send(callTo(odd.url))).outcome).toBe('answered');
  } finally {
    if (HTTP_PROXY === undefined) delete process.env.HTTP_PROXY;
    else process.env.HTTP_PROXY = HTTP_PROXY;
    if (http_proxy === undefined) delete process.env.http_proxy;
    else process.env.http_proxy = http_proxy;
  }
});
