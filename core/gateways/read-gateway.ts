import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { gateways } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

export type GatewayRow = typeof gateways.$inferSelect;

/** A gateway, for those who may know of gateways at all. Throws `not_found` for everybody else. */
export async function readGateway(ctx: Context, gatewayId: string): Promise<GatewayRow> {
  const maySee = can(ctx.actor, 'offer.read_all') || can(ctx.actor, 'gateway.change');
  const [row] = maySee && isId(gatewayId) ? await ctx.db.select().from(gateways).where(eq(gateways.id, gatewayId)) : [];
  if (!row) throw notFound();
  return row;
}
