import { createServer, type Server, type Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

/** A mail as the test server got it. */
export type Received = { mail: ParsedMail; raw: string; recipients: string[]; sender: string };

const closing: (() => Promise<void>)[] = [];

/** Stops every server that a test started, the last one first. */
export async function stopSmtpServers(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

/** The error that makes the server answer with this code. */
export function refusal(code: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode: code });
}

/** A real SMTP server on a free port that keeps what it gets, unless the options say otherwise. */
export async function startServer(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onData(stream, session, callback) {
      receive(stream, session).then((one) => {
        received.push(one);
        callback();
      }, callback);
    },
    ...options,
  });
  // A client that does not trust it hangs up in the middle of the handshake.
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(() => resolve())));
  return { url: urlOf(server.server), received };
}

async function receive(stream: NodeJS.ReadableStream, session: SMTPServerSession): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const raw = Buffer.concat(chunks).toString();
  return {
    raw,
    mail: await simpleParser(raw),
    recipients: session.envelope.rcptTo.map(({ address }) => address),
    sender: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
  };
}

/** A server made of a greeting and silence (or of silence alone). */
export async function startSilentServer(greeting: string) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.write(greeting);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return urlOf(server);
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `smtp://127.0.0.1:${address.port}`;
}
