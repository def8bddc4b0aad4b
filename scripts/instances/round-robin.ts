import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Crossings } from './crossings';

/** A proxy in front of several web processes. */
export type RoundRobin = {
  url: string;
  /** How many answers came from each port. */
  answered: ReadonlyMap<number, number>;
  /** Forms that another process answered than the one that made their page. */
  crossings: Crossings;
  /** Requests that somebody waited for and got no whole answer to. */
  lost(): number;
  close(): Promise<void>;
};

type Ends = { onAnswer(port: number): void; onLost(): void };

/**
 * Listens on `port` (0: any free one) and gives each request to the next of the web processes at 127.0.0.1, so that no two
 * of a person's requests need the same one. One that cannot be connected to is left out for this request; nothing is sent
 * twice. Headers, path and body pass as they came.
 */
export async function openRoundRobin(input: { port: number; webs: readonly number[] }): Promise<RoundRobin> {
  const answered = new Map(input.webs.map((port) => [port, 0]));
  const crossings = new Crossings();
  let turn = 0;
  let lost = 0;
  const server = createServer((incoming, outgoing) => {
    turn += 1;
    const order = input.webs.map((_, at) => input.webs[(turn + at) % input.webs.length] ?? 0);
    offer(incoming, outgoing, order, {
      onAnswer(port) {
        answered.set(port, (answered.get(port) ?? 0) + 1);
        crossings.note(incoming, port);
      },
      onLost() {
        lost += 1;
      },
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(input.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    answered,
    crossings,
    lost: () => lost,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function offer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  [port, ...others]: readonly number[],
  ends: Ends,
): void {
  if (port === undefined) {
    ends.onLost();
    outgoing.writeHead(502, { 'content-type': 'text/plain' }).end('No web process answers.\n');
    return;
  }
  const { method, url: path, rawHeaders } = incoming;
  const call = request({ host: '127.0.0.1', port, method, path, headers: rawHeaders, agent: false });
  let isConnected = false;
  const cut = () => {
    // Whoever went away themselves has lost nothing, and to change the protocol is refused by hanging up.
    if (!outgoing.destroyed && incoming.headers.upgrade === undefined) ends.onLost();
    outgoing.destroy();
  };
  call.on('socket', (socket) =>
    socket.once('connect', () => {
      isConnected = true;
      // Not before somebody reads it: what was read once cannot be given to another.
      incoming.pipe(call);
    }),
  );
  call.on('response', (answer) => {
    ends.onAnswer(port);
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(outgoing);
    answer.on('error', cut);
  });
  call.on('error', () => {
    if (isConnected || outgoing.destroyed) cut();
    else offer(incoming, outgoing, others, ends);
  });
  outgoing.on('close', () => call.destroy());
}
