import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { notFound } from '../errors';
import { maySeeGateways } from './read-gateway';

/** A gateway as the list shows it. */
export type GatewayLine = {
  id: string;
  name: string;
  controlUrl: string;
  proxyUrl: string;
  version: string | null;
  problem: string | null;
  isBusy: boolean;
  lastSyncedAt: Date | null;
  fromEnvironment: boolean;
  products: number;
  plans: number;
  liveKeys: number;
};

/** Every gateway by name; there are never many. Throws `not_found` for everybody but portal admins. */
export async function listGateways(ctx: Context): Promise<GatewayLine[]> {
  if (!maySeeGateways(ctx.actor)) throw notFound();
  const { rows } = await ctx.db.execute<Omit<GatewayLine, 'lastSyncedAt'> & { lastSyncedAt: string | null }>(sql`
    select id, name, control_url as "controlUrl", proxy_url as "proxyUrl", version, last_problem as problem,
      sync_step is not null as "isBusy", last_synced_at as "lastSyncedAt", from_environment as "fromEnvironment",
      (select count(*)::int from products where products.gateway_id = gateways.id) as products,
      (select count(*)::int from plans where plans.gateway_id = gateways.id) as plans,
      (select count(*)::int from credentials where credentials.gateway_id = gateways.id
        and credentials.status = 'active') as "liveKeys"
    from gateways order by name`);
  return rows.map((row) => ({ ...row, lastSyncedAt: row.lastSyncedAt === null ? null : new Date(row.lastSyncedAt) }));
}
