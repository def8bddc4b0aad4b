import { verifySmtp } from '@/emails/verify-smtp';
import type { Finding } from './finding';

/** Somebody waits for the answer; a mail server that wants longer than this is slow enough to be told. */
const TIMEOUTS = { connectionMs: 5_000, greetingMs: 10_000, socketMs: 10_000, sendMs: 20_000 };

/** Does the mail server answer and accept the login? Nothing is sent. */
export async function checkMail(env: Readonly<Record<string, string | undefined>>): Promise<readonly Finding[]> {
  const what = 'Mail';
  const url = env.SMTP_URL;
  if (!url || !URL.canParse(url)) return [{ what, verdict: 'wrong', says: 'SMTP_URL is not set to a URL.' }];
  const { host } = new URL(url);
  const answer = await verifySmtp(url, TIMEOUTS);
  if (!answer.ok) return [{ what, verdict: 'wrong', says: `${host}: ${answer.reason}` }];
  return [{ what, verdict: 'ok', says: `${host} answers and accepts the login.` }];
}
