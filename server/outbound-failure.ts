/** Why a call came to nothing, as a sentence for people: what the network said is for engineers. */
export function whyItFailed(error: unknown, isTimeUp: boolean, timeoutMs: number): string {
  if (isTimeUp) return `There was no complete answer within ${Math.round(timeoutMs / 1000)} seconds.`;
  const code = codeOf(error);
  if (/^(CERT|ERR_TLS|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERR_SSL|EPROTO)/.test(code)) {
    return 'The server has no certificate that can be trusted for this address.';
  }
  return SENTENCES[code] ?? 'The connection broke before the answer was complete.';
}

const SENTENCES: Readonly<Record<string, string>> = {
  ENOTFOUND: 'There is no server with this name.',
  EAI_AGAIN: 'The name of the server could not be looked up. Try again in a moment.',
  ECONNREFUSED: 'Nothing answers at this address.',
  EHOSTUNREACH: 'Nothing answers at this address.',
  ENETUNREACH: 'Nothing answers at this address.',
  ETIMEDOUT: 'Nothing answers at this address.',
  HPE_HEADER_OVERFLOW: 'The answer has more headers than the portal reads.',
  Z_DATA_ERROR: 'The answer is packed in a way that cannot be unpacked.',
  Z_BUF_ERROR: 'The answer is packed in a way that cannot be unpacked.',
};

/** With several addresses the failure is a bundle, of which the last one tells. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors.at(-1));
  if (!(error instanceof Error)) return '';
  const { code } = error as NodeJS.ErrnoException;
  if (code?.startsWith('HPE_') && code !== 'HPE_HEADER_OVERFLOW') return 'HPE';
  return code ?? '';
}
