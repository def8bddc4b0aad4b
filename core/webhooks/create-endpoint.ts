import { sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { mutate, type Unit } from '../mutate';
import { authorize, can } from '../policy';
import { addressForLog, parseEndpoint, type WebhookWish } from './parse-endpoint';
import { drawSecret, webhookSeal } from './secret';

/** Each event costs a row for every one of them. */
const WEBHOOKS_MAX = 50;

/**
 * Makes a webhook that is told of its events from now on, and answers the secret that messages are signed with: nobody
 * sees it again. Throws `invalid`, `proof_needed` for a person, and `conflict` where there are too many.
 */
export async function createWebhook(ctx: Context, input: WebhookWish): Promise<{ webhookId: string; secret: string }> {
  if (!can(ctx.actor, 'webhook.read')) throw notFound();
  authorize(ctx.actor, 'webhook.manage');
  await requireFreshProof(ctx, { mayBeToken: true });
  const wanted = parseEndpoint(input);
  const webhookId = newId();
  const secret = drawSecret();
  await mutate(ctx, async (unit) => {
    await refuseTooMany(unit);
    await unit.tx.insert(webhookEndpoints).values({
      ...wanted,
      id: webhookId,
      secretSealed: ctx.secrets.seal(secret, webhookSeal(webhookId)),
      createdBy: userIdOf(ctx.actor),
    });
    await unit.audit(
      'webhook.created',
      { kind: 'webhook', id: webhookId },
      { ...wanted, url: addressForLog(wanted.url) },
    );
  });
  return { webhookId, secret };
}

/** Made one after the other, so that they are counted truly. */
async function refuseTooMany(unit: Unit): Promise<void> {
  await unit.tx.execute(sql`lock table webhook_endpoints in share row exclusive mode`);
  if ((await unit.tx.$count(webhookEndpoints)) < WEBHOOKS_MAX) return;
  throw conflict(`There are ${WEBHOOKS_MAX} webhooks. Delete one that nobody needs first.`);
}
