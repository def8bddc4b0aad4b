import { and, asc, eq, or, sql } from 'drizzle-orm';
import { apps, credentials, gateways, organizations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** As many as a home page shows. */
const SHOWN_MAX = 10;
/** Ending a key takes seconds; one that takes longer is in trouble. Minutes. */
const PATIENCE_MINUTES = 5;

/** A key that shall end and may still work, because the gateway has not proven its end. */
export type EndingKey = {
  id: string;
  appId: string;
  appName: string;
  organizationName: string;
  gatewayName: string;
  lastFour: string;
  reason: string;
  problem: string | null;
  since: Date;
};

/**
 * Keys whose end was ordered and is not proven though it was tried, oldest first, for portal admins: a gateway that is
 * down leaves no live key unnoticed. Throws `not_found` for everybody else.
 */
export async function listEndingKeys(ctx: Context): Promise<{ keys: EndingKey[]; total: number }> {
  if (!can(ctx.actor, 'app.list_all')) throw notFound();
  const isLate = sql`${credentials.revokeRequestedAt} < now() - make_interval(mins => ${PATIENCE_MINUTES})`;
  const rows = await ctx.db
    .select({
      id: credentials.id,
      appId: apps.id,
      appName: apps.name,
      organizationName: organizations.name,
      gatewayName: gateways.name,
      lastFour: credentials.lastFour,
      reason: credentials.revokeReason,
      problem: credentials.lastError,
      since: sql<Date>`coalesce(${credentials.revokeRequestedAt}, ${credentials.updatedAt})`.mapWith(
        credentials.updatedAt,
      ),
      total: sql<number>`(count(*) over ())::int`,
    })
    .from(credentials)
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
    .innerJoin(gateways, eq(gateways.id, credentials.gatewayId))
    .where(and(eq(credentials.status, 'revoking'), or(sql`${credentials.attempts} > 0`, isLate)))
    .orderBy(asc(credentials.revokeRequestedAt), asc(credentials.id))
    .limit(SHOWN_MAX);
  return { keys: rows.map(({ total: _total, ...key }) => key), total: rows[0]?.total ?? 0 };
}
