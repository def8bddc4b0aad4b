import { eq, isNotNull, sql } from 'drizzle-orm';
import pg from 'pg';
import type { Context } from '@/core/context';
import { openKeyId } from '@/core/credentials/sync/key-row';
import { accessRequests, apps, credentials, gateways } from '@/db/schema';
import { addCounted, type CountedCalls } from '@/gateway/demo/aggregated-table';
import { hashOf, keyFor } from '@/gateway/demo/key-names';
import { DEMO_CONFIG } from '@/gateway/demo/model';
import { callsOf } from './usage-pattern';

/** Older figures than these are on no page. */
const DAYS_MAX = 100;
const HOUR_MS = 3_600_000;

/**
 * Some weeks of figures for the demo's keys, from when each was approved until now, in the tables of a Tyk Pump. A key
 * that the worker has not made yet gets them under the hash that it will have. Does nothing where there are figures of
 * before today.
 */
export async function insertUsage(ctx: Context, usageDatabaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: usageDatabaseUrl });
  await client.connect();
  try {
    await addCounted(client, []);
    const { rowCount } = await client.query('select from tyk_aggregated where timestamp < $1 limit 1', [
      Math.floor(ctx.now().getTime() / 1000) - 24 * 3_600,
    ]);
    if (rowCount) return;
    for (const key of await readKeys(ctx)) await addCounted(client, historyOf(key, ctx.now()));
  } finally {
    await client.end();
  }
}

type DemoKey = { hash: string; orgId: string; appName: string; plan: string; since: Date; apis: DemoApi[] };
type DemoApi = { id: string; name: string };

async function readKeys(ctx: Context): Promise<DemoKey[]> {
  const rows = await ctx.db
    .select({
      id: credentials.id,
      keyIdSealed: credentials.keyIdSealed,
      gatewayKeyHash: credentials.gatewayKeyHash,
      since: credentials.createdAt,
      appName: apps.name,
      plan: sql<string>`${accessRequests.terms} ->> 'slug'`,
      orgId: gateways.gatewayOrgId,
      apis: sql<
        DemoApi[]
      >`(select coalesce(json_agg(json_build_object('id', api.gateway_api_id, 'name', api.name)), '[]')
        from access_request_products asked join product_apis api on api.product_id = asked.product_id
        where asked.access_request_id = access_requests.id and api.gateway_api_id is not null)`,
    })
    .from(credentials)
    .innerJoin(accessRequests, eq(accessRequests.id, credentials.accessRequestId))
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .innerJoin(gateways, eq(gateways.id, credentials.gatewayId))
    .where(isNotNull(credentials.keyIdSealed));
  return rows.map(({ id, keyIdSealed, gatewayKeyHash, ...row }) => ({
    ...row,
    hash: gatewayKeyHash ?? hashOf(keyFor(DEMO_CONFIG, row.orgId, openKeyId(ctx, { id, keyIdSealed }))),
  }));
}

/** Every full hour in which the key was called. */
function historyOf(key: DemoKey, now: Date): CountedCalls[] {
  const end = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS;
  const start = Math.max(key.since.getTime(), end - DAYS_MAX * 24 * HOUR_MS);
  const hours = Math.max(0, Math.floor((end - start) / HOUR_MS));
  return Array.from({ length: hours }, (_, index) => new Date(end - (hours - index) * HOUR_MS)).flatMap((at) =>
    key.apis.flatMap((api) =>
      callsOf({ app: key.appName, plan: key.plan, api: api.name }, at, now).map((call) => ({
        at,
        orgId: key.orgId,
        apiId: api.id,
        apiName: api.name,
        key: key.hash,
        alias: key.appName,
        path: '/v1',
        ...call,
      })),
    ),
  );
}
