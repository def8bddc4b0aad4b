import { describeSmtpError } from './smtp-errors';
import { createSmtpTransport, SMTP_TIMEOUTS, type SmtpTimeouts } from './smtp-transport';

/** Connects and logs in, sends nothing. For doctor: never throws, `reason` is a sentence for the operator. */
export async function verifySmtp(
  url: string,
  timeouts: Partial<SmtpTimeouts> = {},
): Promise<{ ok: true } | { ok: false; reason: string }> {
  try {
    await createSmtpTransport(url, { ...SMTP_TIMEOUTS, ...timeouts }).verify();
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: describeSmtpError(error).reason };
  }
}
