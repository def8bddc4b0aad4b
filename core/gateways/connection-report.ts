import type { HashAlgorithm, SelfTest } from '../ports/gateway';

/** One thing that was looked at, as a sentence; `isGood` is false for what somebody should mend. */
export type Finding = { about: string; sentence: string; isGood: boolean };
/** What a test of the connection found, in sentences for an admin. */
export type ConnectionReport = { isConnected: boolean; summary: string; findings: Finding[] };

/** A test of the connection in plain words: what is wrong, what follows from it, and what to do. */
export function connectionReport(test: SelfTest): ConnectionReport {
  if (test.outcome === 'secret_refused') {
    return failed(
      'The gateway refuses the secret.',
      'Enter the value of secret in tyk.conf (TYK_GW_SECRET). Until then no key is made and none is revoked.',
      'Secret',
    );
  }
  if (test.outcome === 'unknown') {
    return failed(
      `There is no answer of a Tyk Gateway at the control URL: ${test.reason}.`,
      'Check that the control URL is the address in front of /tyk/keys, that the gateway runs, and that the machine of the portal reaches it.',
      'Answer',
    );
  }
  const warnings = test.warnings.map((sentence) => ({ about: 'To look at', sentence, isGood: false }));
  const many = warnings.length === 1 ? 'one thing' : `${warnings.length} things`;
  return {
    isConnected: true,
    summary: warnings.length === 0 ? 'Connected. All is well.' : `Connected, with ${many} to look at.`,
    findings: [...warnings, ...whatIsWell(test)],
  };
}

function failed(summary: string, advice: string, about: string): ConnectionReport {
  return { isConnected: false, summary, findings: [{ about, sentence: advice, isGood: false }] };
}

const KEPT: Record<HashAlgorithm, string | null> = {
  none: null,
  murmur32: null,
  unknown: null,
  murmur64: 'Keys are hashed with murmur64.',
  murmur128: 'Keys are hashed with murmur128.',
  sha256: 'Keys are hashed with sha256.',
};

/** Where a warning says the opposite, nothing is said here. */
function whatIsWell(test: Extract<SelfTest, { outcome: 'ok' }>): Finding[] {
  const hash = KEPT[test.hashAlgorithm];
  const seconds = Math.abs(test.clockSkewSeconds);
  const said: [string, string | null | false][] = [
    ['Secret', 'The gateway takes the secret, and its store takes keys.'],
    ['Version', test.version && `It says that it is Tyk ${test.version}.`],
    ['Keys', hash],
    ['Revocation', test.revocationDelaySeconds === 0 && 'A revoked key ends at once.'],
    ['Listing', test.listing && 'It lists its keys, so keys that nobody knows are found.'],
    ['Clock', seconds <= 1 ? 'Its clock is right.' : seconds <= 5 && `Its clock differs by ${seconds} seconds.`],
  ];
  return said.flatMap(([about, sentence]) => (sentence ? [{ about, sentence, isGood: true }] : []));
}
