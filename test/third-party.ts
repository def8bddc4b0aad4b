import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemActor } from '@/core/identity/actor';
import { changeThirdParty, type ThirdPartyWish } from '@/core/third-party/change-third-party';
import type { Database } from '@/db/client';
import { contextFor } from './harness';

/** A message as the other system got it. */
export type Received = { path: string; headers: IncomingHttpHeaders; body: string };

/** A system that takes webhooks on a free port, and says what it received. `answer` decides what it says to each. */
export async function startThirdParty(answer: (nth: number) => { status: number; headers?: Record<string, string> }) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      received.push({ path, headers, body: Buffer.concat(chunks).toString() });
      const { status, headers: more = {} } = answer(received.length);
      response.writeHead(status, more).end('thank you');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** Sets the other system up as an admin would, and answers the secret. */
export async function setUpThirdParty(db: Database, more: Partial<ThirdPartyWish> = {}): Promise<string> {
  const { secret } = await changeThirdParty(contextFor(db, systemActor('test')), {
    webhookUrl: 'http://127.0.0.1:1/hook',
    redirectUrl: '',
    answerDays: 3,
    reachesPrivate: true,
    ...more,
    version: 0,
  });
  if (!secret) throw new Error('setUpThirdParty: the secret was not shown');
  return secret;
}
