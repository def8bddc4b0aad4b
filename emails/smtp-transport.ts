import { createTransport } from 'nodemailer';

/** How long each step with the mail server may take. */
export type SmtpTimeouts = {
  connectionMs: number;
  greetingMs: number;
  /** Silence of the server in the middle of a conversation. */
  socketMs: number;
  /** One mail from the first to the last byte, for servers that stay alive by saying little. */
  sendMs: number;
};

/** Servers that delay their greeting against spam take up to half a minute; the job queue has time. */
export const SMTP_TIMEOUTS: SmtpTimeouts = {
  connectionMs: 15_000,
  greetingMs: 30_000,
  socketMs: 60_000,
  sendMs: 120_000,
};

const RESPONSE_BYTES_MAX = 64 * 1024;

/**
 * A nodemailer transport that never reads a file or fetches a URL for a message and never logs one.
 * `smtps://` is TLS from the start; with `smtp://` TLS is used when offered, and demanded with `?requireTLS=true`.
 */
export function createSmtpTransport(url: string, timeouts: SmtpTimeouts) {
  return createTransport({
    url,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
    debug: false,
    connectionTimeout: timeouts.connectionMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.socketMs,
    dnsTimeout: timeouts.connectionMs,
    maxResponseSize: RESPONSE_BYTES_MAX,
  });
}
