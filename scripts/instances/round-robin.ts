import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** A proxy in front of several web processes. */
export type RoundRobin = { url: string; answered: ReadonlyMap<number, number>; close(): Promise<void> };

/**
 * Listens on `port` and gives each request to the next of the web processes at 127.0.0.1, so that no two of a person's
 * requests need the same one. One that cannot be connected to is left out for this request; nothing is sent twice.
 * Headers, path and body pass as they came. `answered` counts the answers of each port.
 */
export async function openRoundRobin(input: { port: number; webs: readonly number[] }): Promise<RoundRobin> {
  const answered = new Map(input.webs.map((port) => [port, 0]));
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    turn += 1;
    const order = input.webs.map((_, at) => input.webs[(turn + at) % input.webs.length] ?? 0);
    offer(incoming, outgoing, order, (port) => answered.set(port, (answered.get(port) ?? 0) + 1));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(input.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${input.port}`,
    answered,
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
  onAnswer: (port: number) => void,
): void {
  if (port === undefined) {
    outgoing.writeHead(502, { 'content-type': 'text/plain' }).end('No web process answers.\n');
    return;
  }
  const { method, url: path, rawHeaders } = incoming;
  const call = request({ host: '127.0.0.1', port, method, path, headers: rawHeaders, agent: false });
  let isConnected = false;
  call.on('socket', (socket) =>
    socket.once('connect', () => {
      isConnected = true;
      // Not before somebody reads it: what was read once cannot be given to another.
      incoming.pipe(call);
    }),
  );
  call.on('response', (answer) => {
    onAnswer(port);
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
  });
  call.on('error', () => {
    if (isConnected || outgoing.destroyed) outgoing.destroy();
    else offer(incoming, outgoing, others, onAnswer);
  });
  outgoing.on('close', () => call.destroy());
}
