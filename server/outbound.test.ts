import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OutboundCall } from '@/core/ports/outbound';
import { createOutbound } from './outbound';
import { isReachableAddress } from './reachable-address';

const outbound = createOutbound();
let answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => response.end('ok');
const received: IncomingMessage[] = [];
const server = createServer((request, response) => {
  received.push(request);
  answer(request, response);
});
let url = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  received.length = 0;
  answer = (_request, response) => void response.end('ok');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function call(overrides: Partial<OutboundCall> = {}) {
  return outbound.send({
    method: 'GET',
    url,
    headers: {},
    body: null,
    reachesPrivate: true,
    timeoutMs: 5000,
    maxBytes: 1000,
    ...overrides,
  });
}

describe('an address (security.md V-09)', () => {
  test.each([
    '127.0.0.1',
    '127.255.0.3',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    'fc00::1',
    'fd12:3456::1',
    '::ffff:10.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::a00:1',
    '::127.0.0.1',
  ])('of a private network is reached only where that is wanted: %s', (address) => {
    expect(isReachableAddress(address, false)).toBe(false);
    expect(isReachableAddress(address, true)).toBe(true);
  });

  test.each([
    '169.254.169.254',
    '169.254.170.2',
    '100.100.100.200',
    '168.63.129.16',
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '224.0.0.1',
    '239.255.255.255',
    'ff02::1',
    '255.255.255.255',
    '240.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '64:ff9b:1::a9fe:a9fe',
    'not an address',
    '',
  ])('that nobody may be sent to is never reached: %s [V-09]', (address) => {
    expect(isReachableAddress(address, true)).toBe(false);
    expect(isReachableAddress(address, false)).toBe(false);
  });

  test.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946', '::ffff:8.8.8.8'])(
    'of the public internet is reached: %s',
    (address) => expect(isReachableAddress(address, false)).toBe(true),
  );
});

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
    expect((await call({ url: url.replace('127.0.0.1', 'localhost.'), reachesPrivate: false })).outcome).not.toBe(
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
    const outcome = await both.send({ ...base('http://both.test/'), reachesPrivate: false });
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
    const outcome = await rebinding.send(base(url.replace('127.0.0.1', 'rebinding.test')));
    expect(outcome).toMatchObject({ outcome: 'answered', status: 200 });
    expect(lookups).toBe(1);
    expect(received[0]?.headers.host).toMatch(/^rebinding\.test:/);
  });
});

function base(address: string): OutboundCall {
  return {
    method: 'GET',
    url: address,
    headers: {},
    body: null,
    reachesPrivate: true,
    timeoutMs: 5000,
    maxBytes: 1000,
  };
}

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
  answer = (request, response) => {
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
    url: `${url}/a%2Fb?c=d`,
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
  answer = (_request, response) => response.writeHead(status, { location: 'http://169.254.169.254/' }).end();
  expect(await call()).toMatchObject({ outcome: 'answered', status });
  expect(received).toHaveLength(1);
});

test('goes through no proxy of the environment', async () => {
  const { HTTP_PROXY, http_proxy } = process.env;
  Object.assign(process.env, { HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' });
  try {
    expect((await createOutbound().send(base(url))).outcome).toBe('answered');
  } finally {
    if (HTTP_PROXY === undefined) delete process.env.HTTP_PROXY;
    else process.env.HTTP_PROXY = HTTP_PROXY;
    if (http_proxy === undefined) delete process.env.http_proxy;
    else process.env.http_proxy = http_proxy;
  }
});

describe('an answer that has no end', () => {
  test('is cut at its limit, and the connection is ended [V-09]', async () => {
    const ended = new Promise<void>((resolve) => {
      answer = (_request, response) => {
        const more = () => {
          while (!response.destroyed && response.write('x'.repeat(10_000)));
        };
        response.on('drain', more);
        response.on('close', resolve);
        more();
      };
    });
    const outcome = await call({ maxBytes: 25_000 });
    expect(outcome).toMatchObject({ outcome: 'answered', isCut: true });
    expect(outcome.outcome === 'answered' && outcome.body.byteLength).toBe(25_000);
    await ended;
  });

  test.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('and was packed small is cut while it is unpacked: %s', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(50_000_000));
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bomb);
    const outcome = await call({ maxBytes: 1000 });
    expect(outcome).toMatchObject({ outcome: 'answered', isCut: true });
    expect(outcome.outcome === 'answered' && outcome.body.byteLength).toBe(1000);
  });

  test('that is exactly as long as allowed is whole', async () => {
    answer = (_request, response) => void response.end('x'.repeat(1000));
    expect(await call({ maxBytes: 1000 })).toMatchObject({ outcome: 'answered', isCut: false });
  });
});

describe('time is up', () => {
  const late = { outcome: 'failed', reason: expect.stringContaining('no complete answer') };

  test('when nothing comes', async () => {
    answer = () => {};
    expect(await call({ timeoutMs: 100 })).toMatchObject(late);
  });

  test('when it drips', async () => {
    answer = (_request, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await call({ timeoutMs: 150 })).toMatchObject(late);
  });

  test('when what drips is packed', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(gzipSync('half').subarray(0, 12));
    };
    expect(await call({ timeoutMs: 150 })).toMatchObject(late);
  });

  test('when the name is never found', async () => {
    const endless = createOutbound({ resolve: () => new Promise(() => {}) });
    expect(await endless.send({ ...base('http://slow.test/'), timeoutMs: 50 })).toMatchObject(late);
  });
});

describe('a server that breaks', () => {
  const failing = { outcome: 'failed', reason: expect.stringMatching(/\.$/) };

  test('off in the middle is a failure, not half an answer', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      response.socket?.end();
    };
    expect(await call()).toMatchObject(failing);
  });

  test('its packing', async () => {
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed');
    expect(await call()).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('packed') });
  });

  test.each(['nonsense\r\n\r\n', 'HTTP/1.1 200 OK\r\nX: y\r\nContent-Length: z\r\n\r\n', ''])(
    'the protocol: %j',
    async (bytes) => {
      const raw = createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.end(bytes);
      });
      await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));
      const { port } = raw.address() as AddressInfo;
      expect(await call({ url: `http://127.0.0.1:${port}` })).toMatchObject(failing);
      raw.close();
    },
  );

  test('with ten thousand headers', async () => {
    answer = (_request, response) => {
      for (let n = 0; n < 10_000; n++) response.setHeader(`x-${n}`, 'v');
      response.end();
    };
    expect(await call()).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('more headers') });
  });

  test('by not being there', async () => {
    const gone = createTcpServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    expect(await call({ url: `http://127.0.0.1:${port}` })).toMatchObject({
      outcome: 'failed',
      reason: 'Nothing answers at this address.',
    });
    expect(await call({ url: 'http://nobody.invalid/' })).toMatchObject({ outcome: 'failed' });
  });

  test('HEAD and 204 may say that they are packed', async () => {
    answer = (_request, response) => response.writeHead(204, { 'content-encoding': 'gzip' }).end();
    expect(await call()).toMatchObject({ outcome: 'answered', status: 204 });
    answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end();
    expect(await call({ method: 'HEAD' })).toMatchObject({ outcome: 'answered', status: 200 });
  });
});
