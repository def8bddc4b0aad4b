import { connect, createServer, type Socket } from 'node:net';

/** A proxy in front of PostgreSQL that reads along what is asked. */
type StatementCounter = {
  /** The same database, through the proxy. */
  url: string;
  /** The statements since the last call, in their order. */
  take(): string[];
  close(): Promise<void>;
};

const TYPE_BYTES = 1;
const LENGTH_BYTES = 4;
/** Messages of a client that carry a statement's text: a simple query, and the parsing of one with parameters. */
const QUERY = 'Q';
const PARSE = 'P';

/** Opens such a proxy for the database behind `databaseUrl`, which must be reached without TLS. */
export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let seen: string[] = [];
  const server = createServer((client) => {
    const database = connect({ host: target.hostname, port: Number(target.port || 5432) });
    const read = statementReader((text) => seen.push(text));
    client.on('data', read);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the counting proxy has no port');
  const through = new URL(databaseUrl);
  through.host = `127.0.0.1:${address.port}`;
  return {
    url: through.href,
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    close() {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Cuts what a client sends into messages of PostgreSQL's protocol, and tells the statements among them. */
function statementReader(onStatement: (text: string) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  // The first message of a connection has no type.
  let typeBytes = 0;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= typeBytes + LENGTH_BYTES) {
      const end = typeBytes + rest.readUInt32BE(typeBytes);
      if (rest.length < end) return;
      const type = typeBytes === 0 ? '' : String.fromCharCode(rest[0] ?? 0);
      const body = rest.subarray(typeBytes + LENGTH_BYTES, end);
      if (type === QUERY) onStatement(textAt(body, 0));
      // A statement's name stands before its text.
      if (type === PARSE) onStatement(textAt(body, body.indexOf(0) + 1));
      rest = rest.subarray(end);
      typeBytes = TYPE_BYTES;
    }
  };
}

function textAt(body: Buffer, start: number): string {
  return body.toString('utf8', start, body.indexOf(0, start)).replace(/\s+/g, ' ').trim();
}
