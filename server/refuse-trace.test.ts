import { once } from 'node:events';
import { createServer, request, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { refuseTrace } from './refuse-trace';

test('TRACE is refused before anything answers it, and everything else is answered [S-16]', async () => {
  const before = Server.prototype.emit;
  refuseTrace();
  const seen: string[] = [];
  const server = createServer(({ method = '' }, response) => {
    seen.push(method);
    response.end('answered');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const statusOf = async (method: string) => {
      const asked = request({ port, host: '127.0.0.1', method, path: '/', headers: { cookie: 'session=x' } });
      asked.end();
      const [answer] = await once(asked, 'response');
      answer.resume();
      return answer.statusCode;
    };
    expect(await statusOf('TRACE')).toBe(405);
    expect(await statusOf('GET')).toBe(200);
    expect(await statusOf('POST')).toBe(200);
    expect(seen).toEqual(['GET', 'POST']);
  } finally {
    Server.prototype.emit = before;
    server.close();
  }
});
