import { createServer, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { demandHttps } from './transport-security';

const emit = Server.prototype.emit;
afterEach(() => {
  Server.prototype.emit = emit;
});

async function headersOf(status: number): Promise<Headers> {
  const server = createServer((_request, response) =>
    response.writeHead(status, { 'content-type': 'text/plain' }).end(),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { redirect: 'manual' });
  server.close();
  return answer.headers;
}

// Leave demandHttps out and a browser may be led to http once more.
test('a portal behind https asks for https with every answer, errors and redirects too [H-03]', async () => {
  demandHttps('https://portal.test');
  for (const status of [200, 307, 404, 500]) {
    expect((await headersOf(status)).get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  }
});

test('a portal without https does not: its machine would be locked out of everything else on it', async () => {
  demandHttps('http://localhost:3000');
  expect((await headersOf(200)).get('strict-transport-security')).toBeNull();
});
