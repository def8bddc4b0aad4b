import { randomUUID } from 'node:crypto';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Mail, MailStore } from './mail-store';

/**
 * What a mail server can do to its senders. `refuse`: nobody listens. `drop-after-accept`: kept, but the answer is
 * lost.
 */
export const troubleModes = ['none', 'refuse', 'greylist', 'reject', 'drop-after-accept', 'slow'] as const;

/** The trouble that is on; `ms` is how long `slow` waits before it answers. */
export type Trouble = { mode: (typeof troubleModes)[number]; ms: number };

/** The SMTP side of the demo mailbox. */
export type SmtpListener = {
  port: number;
  trouble(): Trouble;
  setTrouble(trouble: Trouble): Promise<void>;
  close(): Promise<void>;
};

const MAIL_BYTES_MAX = 10 * 1024 * 1024;
const CLOSE_MS = 200;

class Refused extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** Listens on 127.0.0.1; port 0 takes a free one. Any login is accepted, nothing is forwarded. */
export async function openSmtpListener(port: number, store: MailStore): Promise<SmtpListener> {
  let trouble: Trouble = { mode: 'none', ms: 0 };
  let server: SMTPServer | null = null;
  let boundPort = port;

  const accept = accepterBy(() => trouble);

  const listen = async () => {
    const sockets = new Map<number, Socket>();
    const next = new SMTPServer({
      name: 'mailbox.portal.test',
      banner: 'Portico demo mailbox',
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      size: MAIL_BYTES_MAX,
      closeTimeout: CLOSE_MS,
      onAuth: (_auth, _session, answer) => answer(null, { user: 'anybody' }),
      onRcptTo: (address, session, answer) => answerWith(answer, async () => accept.check(session, address.address)),
      onData: (stream, session, answer) =>
        answerWith(answer, async () => {
          store.add(await readMail(stream, session));
          if (trouble.mode === 'slow') await pause(trouble.ms);
          if (trouble.mode === 'drop-after-accept') sockets.get(session.remotePort)?.destroy();
        }),
    });
    // A sender that hangs up in the middle is an error of that connection only.
    next.on('error', () => undefined);
    next.server.on('connection', (socket: Socket) => {
      const { remotePort } = socket;
      if (remotePort === undefined) return;
      sockets.set(remotePort, socket);
      socket.on('close', () => sockets.delete(remotePort));
    });
    boundPort = await bind(next, boundPort);
    server = next;
  };

  const close = async () => {
    const open = server;
    server = null;
    if (open !== null) await new Promise<void>((resolve) => open.close(resolve));
  };

  await listen();
  return {
    port: boundPort,
    trouble: () => trouble,
    async setTrouble(next) {
      trouble = next;
      accept.forget();
      if (next.mode === 'refuse') await close();
      else if (server === null) await listen();
    },
    close,
  };
}

/** Who may be written to, with the trouble that is on. A pair that was sent away once is taken the next time. */
function accepterBy(trouble: () => Trouble) {
  const greylisted = new Set<string>();
  return {
    check(session: SMTPServerSession, recipient: string): void {
      const { mode } = trouble();
      if (mode === 'reject') throw new Refused(550, `No such mailbox: ${recipient}`);
      const sender = session.envelope.mailFrom;
      const pair = `${sender === false ? '' : sender.address} ${recipient}`;
      if (mode === 'greylist' && !greylisted.has(pair)) {
        greylisted.add(pair);
        throw new Refused(451, 'Greylisted, try again later');
      }
    },
    forget: () => greylisted.clear(),
  };
}

function bind(server: SMTPServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.server.off('error', reject);
      // A TCP server that listens has an address and a port.
      resolve((server.server.address() as AddressInfo).port);
    });
  });
}

function answerWith(answer: (error?: Error | null) => void, work: () => Promise<void>): void {
  work().then(
    () => answer(),
    (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
  );
}

async function readMail(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Mail> {
  const parsed = await simpleParser(stream, { skipHtmlToText: true, skipTextToHtml: true });
  if (stream.sizeExceeded) throw new Refused(552, 'The mail is too large');
  return {
    id: randomUUID(),
    to: session.envelope.rcptTo.map((recipient) => recipient.address).join(', '),
    from:
      parsed.from?.value.map(({ name, address = '' }) => (name ? `${name} <${address}>` : address)).join(', ') ?? '',
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html || '',
    date: new Date().toISOString(),
    messageId: parsed.messageId ?? '',
  };
}
