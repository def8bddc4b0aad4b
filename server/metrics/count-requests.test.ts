import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { countRequest } from './count-requests';
import { meters } from './meters';

let server: Server;
/** Resolves when the answer is over and was counted. */
let answered: Promise<void>;

afterEach(() => server.close());

/** Resolves with the port. */
async function serve(listener: RequestListener): Promise<number> {
  answered = new Promise((resolve) => {
    server = createServer((request, response) => {
      countRequest(request, response);
      response.once('close', resolve);
      listener(request, response);
    }).listen(0, '127.0.0.1');
  });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** What was counted of this kind until now, by status. */
async function counted(kind: string): Promise<Record<string, number>> {
  const { values } = await meters().requests.get();
  return Object.fromEntries(
    values.filter(({ labels }) => labels.kind === kind).map(({ labels, value }) => [String(labels.status), value]),
  );
}

test('a request is counted once, under its part of the portal and its status, whatever its address becomes', async () => {
  const before = await counted('rest');
  const port = await serve((request, response) => {
    request.url = '/rewritten';
    response.writeHead(418).end();
  });
  await fetch(`http://127.0.0.1:${port}/api/v1/apps?key=in-the-address`);
  await answered;
  expect((await counted('rest'))['418']).toBe((before['418'] ?? 0) + 1);
  expect(await meters().registry.metrics()).not.toContain('in-the-address');
});

test('a client that goes away is counted as such, and nothing stays open', async () => {
  const before = (await counted('own')).aborted ?? 0;
  const port = await serve((request) => request.socket.destroy());
  await expect(fetch(`http://127.0.0.1:${port}/apps`)).rejects.toThrow();
  await answered;
  expect((await counted('own')).aborted).toBe(before + 1);
  expect((await meters().openRequests.get()).values[0]?.value).toBe(0);
});
