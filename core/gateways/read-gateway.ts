import { eq } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { gateways } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import type { Actor } from '../identity/actor';
import { can } from '../policy';

/** A gateway with its sealed secret: stays in core. */
export type GatewayRow = typeof gateways.$inferSelect;

/** A gateway, for those who may know of gateways at all. Throws `not_found` for everybody else. */
export async function readGateway(ctx: Context, gatewayId: string): Promise<GatewayRow> {
  const isAskable = maySeeGateways(ctx.actor) && isId(gatewayId);
  const [row] = isAskable ? await ctx.db.select().from(gateways).where(eq(gateways.id, gatewayId)) : [];
  if (!row) throw notFound();
  return row;
}

/**
 * The same, held until the change is over: whoever makes a product, a plan or a credential of it waits, and so does
 * whoever else changes it. Throws `not_found`.
 */
export async function lockGateway(tx: Transaction, actor: Actor, gatewayId: string): Promise<GatewayRow> {
  const isAskable = maySeeGateways(actor) && isId(gatewayId);
  const [row] = isAskable ? await tx.select().from(gateways).where(eq(gateways.id, gatewayId)).for('update') : [];
  if (!row) throw notFound();
  return row;
}

/** Every admin role reads gateways; developers do not learn that there are any. */
export function maySeeGateways(actor: Actor): boolean {
  return can(actor, 'offer.read_all') || can(actor, 'gateway.change');
}
