import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { OutboundCall, OutboundOutcome } from '@/core/ports/outbound';
import { createOutbound } from '@/server/outbound';

/** A server on a free port of which a test says how it answers; each test finds it answering `ok`. */
type OddServer = {
  url: string;
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  received: IncomingMessage[];
  /** Calls it the way the portal calls out; a call takes 1,000 bytes and 5 seconds at most. */
  call(overrides?: Partial<OutboundCall>): Promise<OutboundOutcome>;
};

/** Starts such a server for the tests of a file. */
export function oddServer(): OddServer {
  const outbound = createOutbound();
  const server = createServer((request, response) => {
    odd.received.push(request);
    odd.answer(request, response);
  });
  const usual: OddServer['answer'] = (_request, response) => void response.end('ok');
  const odd: OddServer = {
    url: '',
    answer: usual,
    received: [],
    call: (overrides = {}) => outbound.send({ ...callTo(odd.url), ...overrides }),
  };
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    odd.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    odd.received.length = 0;
    odd.answer = usual;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return odd;
}

/** A plain call of this address. */
export function callTo(url: string): OutboundCall {
  return { method: 'GET', url, headers: {}, body: null, reachesPrivate: true, timeoutMs: 5000, maxBytes: 1000 };
}
