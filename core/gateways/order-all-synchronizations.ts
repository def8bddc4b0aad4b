import { gateways } from '@/db/schema';
import type { Context } from '../context';
import { enqueue } from '../mutate';

/** Has every gateway read again: the hourly look, which nobody ordered, so no event tells of it. */
export async function orderAllSynchronizations(ctx: Context): Promise<number> {
  const rows = await ctx.db.select({ gatewayId: gateways.id }).from(gateways);
  for (const { gatewayId } of rows) await enqueue(ctx.db, { kind: 'gateway.synchronize', gatewayId });
  return rows.length;
}
