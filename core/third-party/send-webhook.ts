import type { Context } from '../context';
import type { Outbound } from '../ports/outbound';
import { postMessage } from '../webhooks/post-message';
import { signMessage } from '../webhooks/sign-message';
import type { ThirdParty } from './read-third-party';
import { SECRET_SEAL } from './secret';

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
  const secrets = [ctx.secrets.open(to.secretSealed, SECRET_SEAL)];
  const headers = signMessage({ id: message.id, at, body, secrets });
  const { webhookUrl: url, reachesPrivate } = to;
  const posted = await postMessage(outbound, { url, reachesPrivate }, { headers, body }, ctx.now);
  if (!posted.isTaken) return { isTaken: false, reason: posted.reason };
  return { isTaken: true, status: posted.status, ms: posted.ms };
}
