import { eq, sql } from 'drizzle-orm';
import { webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';
import { lockEndpoint } from './lock-endpoint';
import { drawSecret, webhookSeal } from './secret';

/** How long the secret before goes on signing beside the new one, so that the receiver can change over in its own time. */
const OVERLAP_HOURS = 24;

/**
 * Draws another secret for a webhook and answers it; nobody sees it again. For a day messages carry both signatures.
 * Throws `proof_needed` for a person.
 */
export async function renewWebhookSecret(ctx: Context, input: { webhookId: string }): Promise<{ secret: string }> {
  if (!can(ctx.actor, 'webhook.read')) throw notFound();
  authorize(ctx.actor, 'webhook.manage');
  await requireFreshProof(ctx, { mayBeToken: true });
  return mutate(ctx, async (unit) => {
    const { id, name, secretSealed } = await lockEndpoint(ctx, unit, input.webhookId);
    const secret = drawSecret();
    await unit.tx
      .update(webhookEndpoints)
      .set({
        secretSealed: ctx.secrets.seal(secret, webhookSeal(id)),
        previousSecretSealed: secretSealed,
        previousSecretUntil: sql`now() + make_interval(hours => ${OVERLAP_HOURS})`,
        version: sql`${webhookEndpoints.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(webhookEndpoints.id, id));
    await unit.audit('webhook.secret_changed', { kind: 'webhook', id }, { name, bothSignHours: OVERLAP_HOURS });
    return { secret };
  });
}
