import type { Context } from '../context';
import type { Outbound } from '../ports';
import type { ThirdParty } from './read-third-party';
import { SECRET_SEAL } from './secret';
import { signWebhook } from './sign-webhook';

/** In milliseconds: as the Standard Webhooks specification advises. */
const TIMEOUT_MS = 15_000;
/** The answer is not read; what comes is cut here. */
const ANSWER_BYTES_MAX = 4096;

/** `reason` is a sentence for admins. It never quotes the answer. */
export type Delivery = { isTaken: true; status: number; ms: number } | { isTaken: false; reason: string };

/**
 * Sends one signed message to the other system. Taken is what was answered with 2xx; a redirect is not followed, and
 * is no yes. Never throws for what the other side may do.
 */
export async function sendWebhook(
  ctx: Context,
  outbound: Outbound,
  to: ThirdParty,
  message: { id: string; type: string; data: object },
): Promise<Delivery> {
  const at = ctx.now();
  const body = JSON.stringify({ type: message.type, timestamp: at.toISOString(), data: message.data });
  const secret = ctx.secrets.open(to.secretSealed, SECRET_SEAL);
  const outcome = await outbound.send({
    method: 'POST',
    url: to.webhookUrl,
    headers: signWebhook({ id: message.id, at, body, secret }),
    body: Buffer.from(body),
    reachesPrivate: to.reachesPrivate,
    timeoutMs: TIMEOUT_MS,
    maxBytes: ANSWER_BYTES_MAX,
  });
  if (outcome.outcome !== 'answered') return { isTaken: false, reason: outcome.reason };
  const { status, ms } = outcome;
  if (status >= 200 && status < 300) return { isTaken: true, status, ms };
  const isRedirect = status >= 300 && status < 400;
  return {
    isTaken: false,
    reason: isRedirect
      ? `It answered with a redirect (${status}), which is not followed. Enter the address that it leads to.`
      : `It answered with status ${status}.`,
  };
}
