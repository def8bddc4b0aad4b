const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ETIMEDOUT: 'no answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer in time',
  UND_ERR_BODY_TIMEOUT: 'no answer in time',
};

/**
 * Why a call got no answer, in words that are safe to store and to show: taken from error names and codes only,
 * because Node's own messages can quote the URL and with it the key.
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'the call failed';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer in time';
  const code = codeOf(error) ?? codeOf(error.cause);
  if (!code) return 'the call failed';
  return CODES[code] ?? `the call failed (${code})`;
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const code = String(error.code);
  return /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : null;
}
