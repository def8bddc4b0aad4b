import { eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { users, webhookEndpoints } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { lineColumns, lineOf, type WebhookLine } from './list-endpoints';

/** A webhook with its settings; its secret is shown once, when it is drawn. */
export type Webhook = WebhookLine & {
  reachesPrivate: boolean;
  /** Until then the secret before the last change signs, too. */
  previousSecretUntil: Date | null;
  version: number;
  /** Who made it, by name. */
  createdBy: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** One webhook, without its secret. Throws `not_found` for all but portal admins. */
export async function getWebhook(ctx: Context, input: { webhookId: string }): Promise<Webhook> {
  if (!can(ctx.actor, 'webhook.read') || !isId(input.webhookId)) throw notFound();
  const [row] = await ctx.db
    .select({
      ...lineColumns,
      reachesPrivate: webhookEndpoints.reachesPrivate,
      // As an instant of its column, but not one that has passed.
      previousSecretUntil: webhookEndpoints.previousSecretUntil,
      isOverlapping: sql<boolean>`coalesce(${webhookEndpoints.previousSecretUntil} > now(), false)`,
      version: webhookEndpoints.version,
      createdBy: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}`,
      createdAt: webhookEndpoints.createdAt,
      updatedAt: webhookEndpoints.updatedAt,
    })
    .from(webhookEndpoints)
    .leftJoin(users, eq(users.id, webhookEndpoints.createdBy))
    .where(eq(webhookEndpoints.id, input.webhookId));
  if (!row) throw notFound();
  const { isOverlapping, previousSecretUntil, ...rest } = row;
  return { ...lineOf(rest), previousSecretUntil: isOverlapping ? previousSecretUntil : null };
}
