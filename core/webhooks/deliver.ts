import type { Context } from '../context';
import { authorize } from '../policy';
import type { Outbound } from '../ports/outbound';
import { type Claimed, claimDelivery } from './claim-delivery';
import { noteAttempt } from './note-attempt';
import { pauseFailing } from './pause-failing';
import { postMessage } from './post-message';
import { webhookSeal } from './secret';
import { signMessage } from './sign-message';

/**
 * Sends a message to its endpoint, if it still waits, is due, and the endpoint is neither off nor paused; whatever comes
 * of it is noted, and the next attempt ordered. Never throws for what a receiver does. A crash between sending and noting
 * sends again, under the same id.
 */
export async function deliverWebhook(
  ctx: Context,
  outbound: Outbound,
  input: { deliveryId: string; endpointId: string },
): Promise<void> {
  authorize(ctx.actor, 'webhook.deliver');
  const claimed = await claimDelivery(ctx, input);
  if (!claimed) return;
  const { url, reachesPrivate, body } = claimed;
  const at = ctx.now();
  const headers = signMessage({ id: claimed.messageId, at, body, secrets: secretsOf(ctx, claimed) });
  const posted = await postMessage(outbound, { url, reachesPrivate }, { headers, body }, ctx.now);
  await ctx.fault('webhook.afterSend');
  const after = await noteAttempt(ctx, claimed, { ...posted, at });
  if (after !== 'fine') await pauseFailing(ctx, { endpointId: claimed.endpointId, why: after });
}

/** The newest first; a replaced one signs beside it for a while, so that nobody misses a message. */
function secretsOf(ctx: Context, { endpointId, secretSealed, previousSecretSealed }: Claimed): string[] {
  const sealed = previousSecretSealed ? [secretSealed, previousSecretSealed] : [secretSealed];
  return sealed.map((one) => ctx.secrets.open(one, webhookSeal(endpointId)));
}
