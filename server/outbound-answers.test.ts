import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { callTo, oddServer } from '@/test/odd-server';
import { createOutbound } from './outbound';

const odd = oddServer();
const { call } = odd;

describe('an answer that has no end', () => {
  test('is cut at its limit, and the connection is ended [V-09]', async () => {
    const ended = new Promise<void>((resolve) => {
      odd.answer = (_request, response) => {
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
    odd.answer = (_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end(bomb);
    const outcome = await call({ maxBytes: 1000 });
    expect(outcome).toMatchObject({ outcome: 'answered', isCut: true });
    expect(outcome.outcome === 'answered' && outcome.body.byteLength).toBe(1000);
  });

  test('that is exactly as long as allowed is whole', async () => {
    odd.answer = (_request, response) => void response.end('x'.repeat(1000));
    expect(await call({ maxBytes: 1000 })).toMatchObject({ outcome: 'answered', isCut: false });
  });
});

describe('time is up', () => {
  const late = { outcome: 'failed', reason: expect.stringContaining('no complete answer') };

  test('when nothing comes', async () => {
    odd.answer = () => {};
    expect(await call({ timeoutMs: 100 })).toMatchObject(late);
  });

  test('when it drips', async () => {
    odd.answer = (_request, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect(await call({ timeoutMs: 150 })).toMatchObject(late);
  });

  test('when what drips is packed', async () => {
    odd.answer = (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(gzipSync('half').subarray(0, 12));
    };
    expect(await call({ timeoutMs: 150 })).toMatchObject(late);
  });

  test('when the name is never found', async () => {
    const endless = createOutbound({ resolve: () => new Promise(() => {}) });
    expect(await endless.send({ ...callTo('http://slow.test/'), timeoutMs: 50 })).toMatchObject(late);
  });
});

describe('a server that breaks', () => {
  const failing = { outcome: 'failed', reason: expect.stringMatching(/\.$/) };

  test('off in the middle is a failure, not half an answer', async () => {
    odd.answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      response.socket?.end();
    };
    expect(await call()).toMatchObject(failing);
  });

  test('its packing', async () => {
    odd.answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not packed');
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
    odd.answer = (_request, response) => {
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
    odd.answer = (_request, response) => response.writeHead(204, { 'content-encoding': 'gzip' }).end();
    expect(await call()).toMatchObject({ outcome: 'answered', status: 204 });
    odd.answer = (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end();
    expect(await call({ method: 'HEAD' })).toMatchObject({ outcome: 'answered', status: 200 });
  });
});
