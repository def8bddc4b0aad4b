const REASON_CHARACTERS_MAX = 300;

/** The steps of the conversation that are about this mail. The others are about the connection and the account. */
const stepsAboutTheMail = new Set(['RCPT TO', 'DATA']);

/**
 * What went wrong, in a sentence for admins, and whether the same mail would be refused again.
 * Only a 5xx to the recipient or the message is permanent. A refused password, sender or greeting is our own
 * configuration: if that gave mails up, one wrong variable would lose everything that was waiting.
 */
export function describeSmtpError(error: unknown): { reason: string; permanent: boolean } {
  if (!(error instanceof Error)) return { reason: 'The mail server could not be used.', permanent: false };
  const code = textOf(error, 'code');
  const answer = textOf(error, 'response');
  const step = textOf(error, 'command');
  const isPermanent = 'permanent' in error && error.permanent === true && stepsAboutTheMail.has(step);
  return { reason: sentence(code, answer, error).slice(0, REASON_CHARACTERS_MAX), permanent: isPermanent };
}

function sentence(code: string, answer: string, error: Error): string {
  const said = answer.replace(/\s+/g, ' ').trim();
  if (code === 'EAUTH') return `The mail server refused the login. Check SMTP_URL. It said: ${said || error.message}`;
  if (said) return `The mail server refused: ${said}`;
  if (code === 'ETIMEDOUT' || code === 'EABORT') return 'The mail server did not answer in time.';
  if (code === 'ETLS') return `The encrypted connection to the mail server failed: ${error.message}`;
  if (code === 'EDNS') return `The name of the mail server was not found: ${error.message}`;
  return `The mail server could not be reached: ${error.message}`;
}

function textOf(error: Error, property: 'code' | 'response' | 'command'): string {
  const value: unknown = Reflect.get(error, property);
  return typeof value === 'string' ? value : '';
}
