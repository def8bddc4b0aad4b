import { USAGE_CODES, type UsageCode, type UsageTally } from '../ports/usage';

/** No calls. */
export const NO_CALLS: UsageTally = {
  calls: 0,
  succeeded: 0,
  errors: 0,
  latencyMs: 0,
  codes: Object.fromEntries(USAGE_CODES.map((code) => [code, 0])) as Record<UsageCode, number>,
};

/** All of them together. */
export function sumOf(tallies: Iterable<UsageTally>): UsageTally {
  const sum = { ...NO_CALLS, codes: { ...NO_CALLS.codes } };
  for (const tally of tallies) {
    sum.calls += tally.calls;
    sum.succeeded += tally.succeeded;
    sum.errors += tally.errors;
    sum.latencyMs += tally.latencyMs;
    for (const code of USAGE_CODES) sum.codes[code] += tally.codes[code];
  }
  return sum;
}

/** Whose fault they were: the caller's (4xx) or the API's (5xx). */
export function errorClasses({ codes }: UsageTally): { clientErrors: number; serverErrors: number } {
  const ofClass = (digit: string) =>
    USAGE_CODES.filter((code) => code.startsWith(digit)).reduce((sum, code) => sum + codes[code], 0);
  return { clientErrors: ofClass('4'), serverErrors: ofClass('5') };
}

/** The mean over all calls, in milliseconds; null without calls. */
export function averageLatency({ calls, latencyMs }: UsageTally): number | null {
  return calls === 0 ? null : latencyMs / calls;
}
