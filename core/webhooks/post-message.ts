import type { Outbound } from '../ports/outbound';
import { retryAfter } from './retry-after';

/** In milliseconds: as the Standard Webhooks specification advises. */
const TIMEOUT_MS = 15_000;
/** Of the answer so much is read and may be kept. */
const ANSWER_BYTES_MAX = 2048;

/** What became of one call. `reason` is a sentence for admins, which never quotes the answer. */
export type Posted =
  | { isTaken: true; status: number; ms: number; answer: string }
  | {
      isTaken: false;
      status: number | null;
      ms: number | null;
      answer: string;
      reason: string;
      /** Seconds that it asks to be left alone. */
      retryAfter: number;
    };

/**
 * Sends one signed message. Taken is what was answered with 2xx; a redirect is not followed, and is no yes. Never throws
 * for what the other side may do.
 */
export async function postMessage(
  outbound: Outbound,
  to: { url: string; reachesPrivate: boolean },
  message: { headers: Record<string, string>; body: string },
  now: () => Date,
): Promise<Posted> {
  const outcome = await outbound.send({
    method: 'POST',
    url: to.url,
    headers: message.headers,
    body: Buffer.from(message.body),
    reachesPrivate: to.reachesPrivate,
    timeoutMs: TIMEOUT_MS,
    maxBytes: ANSWER_BYTES_MAX,
  });
  if (outcome.outcome !== 'answered') {
    const ms = outcome.outcome === 'failed' ? outcome.ms : null;
    return { isTaken: false, status: null, ms, answer: '', reason: outcome.reason, retryAfter: 0 };
  }
  const { status, ms } = outcome;
  const answer = textOf(outcome.body);
  if (status >= 200 && status < 300) return { isTaken: true, status, ms, answer };
  return {
    isTaken: false,
    status,
    ms,
    answer,
    reason: whyNot(status),
    retryAfter: retryAfter(outcome.headers, now()),
  };
}

function whyNot(status: number): string {
  if (status < 300 || status >= 400) return `It answered with status ${status}.`;
  return `It answered with a redirect (${status}), which is not followed. Enter the address that it leads to.`;
}

/** Whatever bytes came, as a text that PostgreSQL keeps. A character that was cut in two is left out. */
function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body, { stream: true }).replaceAll('\0', '').trim();
}
