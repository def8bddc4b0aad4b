import type { OutboundOutcome } from '../ports/outbound';
import { header } from './show-answer';

/** What the gateway itself said to a call (gateway.md 10); null when it let the call through. */
export type GatewayRefusal =
  | 'no_key'
  | 'disallowed'
  | 'inactive'
  | 'expired'
  | 'rate'
  | 'quota'
  | 'not_loaded'
  | 'api_down'
  | null;

const SAYINGS: readonly [status: readonly number[], text: RegExp, refusal: GatewayRefusal][] = [
  [[400, 401], /authori[sz]ation field missing|auth field missing/i, 'no_key'],
  [[401, 403], /key has expired/i, 'expired'],
  [[401, 403], /key is inactive/i, 'inactive'],
  [[401, 403], /access to this api has been disallowed|key not authori[sz]ed/i, 'disallowed'],
  [[403], /quota exceeded/i, 'quota'],
  [[429], /rate limit exceeded/i, 'rate'],
];

/**
 * Reads a refusal of the gateway's own. What has been let through carries the gateway's counters, so an API that says
 * the same words is not taken for it.
 */
export function readRefusal(answer: Extract<OutboundOutcome, { outcome: 'answered' }>): GatewayRefusal {
  const { status } = answer;
  const wasLetThrough = header(answer, 'x-ratelimit-limit') !== '';
  if (wasLetThrough || status < 400) return null;
  const text = Buffer.from(answer.body.subarray(0, 2_000)).toString('utf8');
  const saying = SAYINGS.find(([statuses, words]) => statuses.includes(status) && words.test(text));
  if (saying) return saying[2];
  if (status === 404 && /^\s*(404 page )?not found\s*$/i.test(text)) return 'not_loaded';
  const isOfGateway =
    header(answer, 'x-generator') === 'tyk.io' || /problem proxying the request|no available server/i.test(text);
  if ([502, 503, 504].includes(status) || (status === 500 && isOfGateway)) return 'api_down';
  return null;
}
