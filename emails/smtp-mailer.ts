import { MailError, type Mailer, type Sender } from '@/core/ports/mail';
import { plainLine } from './message-values';
import { describeSmtpError } from './smtp-errors';
import { createSmtpTransport, SMTP_TIMEOUTS, type SmtpTimeouts } from './smtp-transport';

/** RFC 5321: the longest address that can be sent to. */
const ADDRESS_CHARACTERS_MAX = 254;

/**
 * A mailer that hands each mail to the SMTP server of `url`. `from` is an address, or a name and an address
 * ("Portal <portal@example.com>"). `send` resolves when the server has taken the mail and throws `MailError` otherwise.
 */
export function createSmtpMailer(options: { url: string; from: string; timeouts?: Partial<SmtpTimeouts> }): Mailer {
  const timeouts = { ...SMTP_TIMEOUTS, ...options.timeouts };
  const transport = createSmtpTransport(options.url, timeouts);

  return {
    async send({ messageId, to, from, subject, html, text }) {
      if (!isOneMailbox(to.address)) throw new MailError('The address is not one that a mail can be sent to.', true);
      checkMessageId(messageId);
      try {
        await transport.sendMail({
          messageId,
          ...sender(options.from, from),
          // Always an object: a string is parsed, and "a@x, b@y" would be two recipients.
          to: { name: plainLine(to.name), address: to.address },
          subject,
          html,
          text,
          // RFC 3834: asks vacation responders not to answer.
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal: AbortSignal.timeout(timeouts.sendMs),
        });
      } catch (error) {
        const { reason, permanent } = describeSmtpError(error);
        throw new MailError(reason, permanent, { cause: error });
      }
    },
  };
}

/** Each part that the settings leave empty is the environment's. */
function sender(environment: string, wanted: Sender | undefined) {
  if (!wanted) return { from: environment };
  const { name, address } = nameAndAddress(environment);
  const from = { name: plainLine(wanted.name || name), address: wanted.address || address };
  // Not permanent: a wrong setting must not give up what is waiting.
  if (![from.address, wanted.replyTo || from.address].every(isOneMailbox)) {
    throw new MailError('The sender in the email settings is not an address that a mail can come from.', false);
  }
  // Objects, for the same reason as the recipient.
  return { from, ...(wanted.replyTo && { replyTo: { name: '', address: wanted.replyTo } }) };
}

/** `Acme <portal@acme.test>` in its two parts; what has no such end is an address as a whole. */
function nameAndAddress(text: string): { name: string; address: string } {
  const whole = text.trim();
  const start = whole.lastIndexOf('<');
  if (start < 0 || !whole.endsWith('>')) return { name: '', address: text };
  return { name: whole.slice(0, start).trim().replace(/^"|"$/g, ''), address: whole.slice(start + 1, -1) };
}

/**
 * One mailbox and nothing else. Checked in the form that mail software may normalise it to, because a full-width
 * "＠" or a compatibility comma turns into a plain one on the way. Quoted local parts are legal and never ours.
 */
function isOneMailbox(address: string): boolean {
  const normalized = address.normalize('NFKC');
  const isOne = /^[^\s\p{Cc}\p{Cf}@,;:<>()[\]"\\%]+@[^\s\p{Cc}\p{Cf}@,;:<>()[\]"\\%]+$/u.test(normalized);
  return isOne && address.length <= ADDRESS_CHARACTERS_MAX;
}

function checkMessageId(messageId: string): void {
  if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(messageId)) throw new Error('A Message-ID looks like <id@host>.');
}
