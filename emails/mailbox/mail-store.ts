import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** How many mails the demo mailbox keeps; the oldest go first. */
export const MAILS_MAX = 500;

/** A mail that arrived, as `GET /api/messages` answers it. */
export type Mail = {
  id: string;
  /** The addresses that it was delivered to, separated by ", ". */
  to: string;
  /** The From header as it stands, with the name. */
  from: string;
  subject: string;
  text: string;
  /** Empty when the mail has no HTML part. */
  html: string;
  /** When it arrived, ISO 8601 in UTC. */
  date: string;
  /** Message-ID header: the same mail sent twice has the same one. */
  messageId: string;
};

/** The mails of the demo mailbox: in memory, and in a file when one is named. */
export type MailStore = {
  add(mail: Mail): void;
  newestFirst(): Mail[];
  find(id: string): Mail | null;
  clear(): void;
};

/**
 * One line of JSON per mail, appended before the sender gets its answer, so that a killed mailbox has every mail that
 * it accepted. Throws when the file cannot be written.
 */
export function openMailStore(file: string | null): MailStore {
  let mails = file === null ? [] : readMails(file);
  let linesInFile = mails.length;

  return {
    add(mail) {
      mails = [...mails, mail].slice(-MAILS_MAX);
      if (file === null) return;
      linesInFile += 1;
      if (linesInFile > 2 * MAILS_MAX) {
        rewrite(file, mails);
        linesInFile = mails.length;
      } else {
        appendFileSync(file, `${JSON.stringify(mail)}\n`, { mode: 0o600 });
      }
    },
    newestFirst: () => [...mails].reverse(),
    find: (id) => mails.find((mail) => mail.id === id) ?? null,
    clear() {
      mails = [];
      linesInFile = 0;
      if (file !== null) rewrite(file, mails);
    },
  };
}

function readMails(file: string): Mail[] {
  mkdirSync(path.dirname(file), { recursive: true });
  if (!existsSync(file)) return [];
  const mails = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => parseLine(line))
    .slice(-MAILS_MAX);
  // A kill in the middle of a write leaves half a line, and the next mail would be glued to it.
  rewrite(file, mails);
  return mails;
}

function parseLine(line: string): Mail[] {
  try {
    // The file is our own; a line that parses was written by `add`.
    return [JSON.parse(line) as Mail];
  } catch {
    return [];
  }
}

function rewrite(file: string, mails: readonly Mail[]): void {
  const draft = `${file}.draft`;
  writeFileSync(draft, mails.map((mail) => `${JSON.stringify(mail)}\n`).join(''), { mode: 0o600 });
  renameSync(draft, file);
}
