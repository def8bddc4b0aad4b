import { and, desc, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import { accessRequests, apps, credentials, organizations } from '@/db/schema';
import type { Context } from '../context';
import { credentialSeal } from '../credentials/key-secrets';
import { visibleCredentials } from '../visibility';
import type { UsageRange } from './usage-range';

/** Of which keys: of one app or organization, or all. */
export type UsageScope = { appId?: string | undefined; organizationId?: string | undefined };

/** A product that a key opens, with its APIs' ids at the gateway. */
export type UsageProduct = { id: string; name: string; apiIds: string[] };

/** A key whose calls can be counted, and what its figures are shown under. */
export type UsageKey = {
  credentialId: string;
  name: string;
  lastFour: string;
  status: (typeof credentials.$inferSelect)['status'];
  planName: string;
  app: { id: string; name: string };
  organization: { id: string; name: string };
  products: UsageProduct[];
  lastUsedAt: Date | null;
  /** As the gateway told it last; null without a quota, or when it was never asked. */
  quota: { max: number; left: number; renewsAt: Date | null; readAt: Date } | null;
  /** What the gateway's figures call it: may be the key itself, so it never leaves `core` (`shownKey`). */
  usageName: string;
};

/** A key as pages and files may have it. */
export type ShownKey = Omit<UsageKey, 'usageName'>;

/**
 * The keys among these that the actor may know of, newest first. Keys that were never made have no calls; of a gateway
 * that keeps keys in the clear, the portal can name a key only as long as it holds it. Products are left out (empty)
 * unless they are wanted: of twenty thousand keys they take most of the time.
 */
export async function readUsageKeys(
  ctx: Context,
  which: SQL | undefined,
  { withProducts = false } = {},
): Promise<UsageKey[]> {
  const rows = await ctx.db
    .select({
      id: credentials.id,
      name: credentials.name,
      lastFour: credentials.lastFour,
      status: credentials.status,
      planName: sql<string>`${accessRequests.terms} ->> 'displayName'`,
      appId: apps.id,
      appName: apps.name,
      organizationId: organizations.id,
      organizationName: organizations.name,
      products: withProducts ? PRODUCTS : NO_PRODUCTS,
      quotaMax: credentials.quotaMax,
      quotaLeft: credentials.quotaLeft,
      quotaRenewsAt: credentials.quotaRenewsAt,
      quotaReadAt: credentials.quotaReadAt,
      lastUsedAt: credentials.lastUsedAt,
      gatewayKeyHash: credentials.gatewayKeyHash,
      keySealed: credentials.keySealed,
    })
    .from(credentials)
    .innerJoin(accessRequests, eq(accessRequests.id, credentials.accessRequestId))
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .innerJoin(organizations, eq(organizations.id, credentials.organizationId))
    .where(
      and(
        which,
        or(isNotNull(credentials.gatewayKeyHash), isNotNull(credentials.keySealed)),
        visibleCredentials(ctx.db, ctx.actor),
      ),
    )
    .orderBy(desc(credentials.createdAt), desc(credentials.id));
  return rows.map((row) => ({
    credentialId: row.id,
    name: row.name,
    lastFour: row.lastFour,
    status: row.status,
    planName: row.planName,
    app: { id: row.appId, name: row.appName },
    organization: { id: row.organizationId, name: row.organizationName },
    products: row.products,
    quota: quotaOf(row, ctx.now()),
    lastUsedAt: row.lastUsedAt,
    usageName: row.gatewayKeyHash ?? (row.keySealed ? ctx.secrets.open(row.keySealed, credentialSeal(row.id)) : ''),
  }));
}

/** Without what may be the key itself. */
export function shownKey({ usageName: _, ...key }: UsageKey): ShownKey {
  return key;
}

/** Keys that could have been called in this time or the one before. */
export function livedIn(range: UsageRange) {
  return or(sql`${credentials.revokedAt} is null`, sql`${credentials.revokedAt} >= ${range.before.from.toISOString()}`);
}

/** Keys of this scope. */
export function ofScope({ appId, organizationId }: UsageScope) {
  return and(
    appId === undefined ? undefined : eq(credentials.appId, appId),
    organizationId === undefined ? undefined : eq(credentials.organizationId, organizationId),
  );
}

const NO_PRODUCTS = sql<UsageProduct[]>`'[]'::json`;
const PRODUCTS = sql<UsageProduct[]>`(select coalesce(json_agg(json_build_object('id', named.id,
    'name', named.display_name, 'apiIds', (select coalesce(json_agg(api.gateway_api_id), '[]') from product_apis api
      where api.product_id = named.id and api.gateway_api_id is not null)) order by named.display_name), '[]')
  from access_request_products asked join products named on named.id = asked.product_id
  where asked.access_request_id = access_requests.id)`;

type QuotaRow = Pick<typeof credentials.$inferSelect, 'quotaMax' | 'quotaLeft' | 'quotaRenewsAt' | 'quotaReadAt'>;

/** The gateway starts a period with the first call in it: one that is over is whole again. */
function quotaOf({ quotaMax: max, quotaLeft, quotaRenewsAt, quotaReadAt: readAt }: QuotaRow, now: Date) {
  if (max === null || quotaLeft === null || readAt === null) return null;
  const isOver = quotaRenewsAt !== null && quotaRenewsAt <= now;
  return { max, left: isOver ? max : Math.max(0, quotaLeft), renewsAt: isOver ? null : quotaRenewsAt, readAt };
}
