import { MailError, type Mailer } from '@/core/ports';
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
    async send({ messageId, to, subject, html, text }) {
      checkAddress(to.address);
      checkMessageId(messageId);
      try {
        await transport.sendMail({
          messageId,
          from: options.from,
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

/**
 * One mailbox and nothing else. Checked in the form that mail software may normalise it to, because a full-width
 * "＠" or a compatibility comma turns into a plain one on the way. Quoted local parts are legal and never ours.
 */
function checkAddress(address: string): void {
  const normalized = address.normalize('NFKC');
  const isOneMailbox = /^[^\s\p{Cc}\p{Cf}@,;:<>()[\]"\\%]+@[^\s\p{Cc}\p{Cf}@,;:<>()[\]"\\%]+$/u.test(normalized);
  if (!isOneMailbox || address.length > ADDRESS_CHARACTERS_MAX) {
    throw new MailError('The address is not one that a mail can be sent to.', true);
  }
}

function checkMessageId(messageId: string): void {
  if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(messageId)) throw new Error('A Message-ID looks like <id@host>.');
}
