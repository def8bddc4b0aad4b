import { and, count, eq, isNotNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importDocument } from '@/core/api-docs/import-document';
import { parseDocument } from '@/core/api-docs/parse-document';
import type { Context } from '@/core/context';
import { revealCredential } from '@/core/credentials/reveal-credential';
import { systemActor } from '@/core/identity/actor';
import { loadActor } from '@/core/identity/load-actor';
import { isPassword } from '@/core/identity/passwords';
import { startSession } from '@/core/identity/start-session';
import { ensureBasics } from '@/core/settings/ensure-basics';
import { visibleProducts } from '@/core/visibility';
import { databaseOn, openPool } from '@/db/client';
import {
  accessRequests,
  apiDocuments,
  apiOperations,
  catalogPlans,
  catalogProducts,
  catalogs,
  credentials,
  gateways,
  mails,
  organizations,
  plans,
  products,
  users,
} from '@/db/schema';
import type { DemoGateway } from '@/gateway/demo/start-demo-gateway';
import { contextFor, ownDatabase } from '@/test/harness';
import {
  callWith,
  quiesce,
  startTestGateway,
  TEST_GATEWAY_SECRET,
  TEST_ORG_ID,
  testGateways,
} from '@/test/provisioning';
import { seedDemo } from './seed-demo';

let gateway: DemoGateway;
let database: Awaited<ReturnType<typeof ownDatabase>>;
let pool: ReturnType<typeof openPool>;
let ctx: Context;
let seeded: Awaited<ReturnType<typeof seedDemo>>;

const basics = (url: string) => ({
  gateway: { controlUrl: url, secret: TEST_GATEWAY_SECRET, gatewayOrgId: TEST_ORG_ID, proxyUrl: url },
});

beforeAll(async () => {
  gateway = await startTestGateway();
  database = await ownDatabase();
  pool = openPool(database.url, { max: 10, onError: () => {} });
  ctx = contextFor(databaseOn(pool), systemActor('test'));
  await ensureBasics(ctx, basics(gateway.url));
  seeded = await seedDemo(ctx);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  await gateway.close();
});

async function rowsByTable(): Promise<Record<string, string>> {
  const tables = await ctx.db.execute<{ name: string }>(sql`select tablename as name from pg_tables
    where schemaname = 'public' union all select 'graphile_worker.jobs'`);
  const counts: Record<string, string> = {};
  for (const { name } of tables.rows) {
    const { rows } = await ctx.db.execute<{ of: string }>(sql`select count(*) as of from ${sql.raw(name)}`);
    counts[name] = rows[0]?.of ?? '';
  }
  return counts;
}

const person = async (email: string) => (await ctx.db.select().from(users).where(eq(users.email, email)))[0];

describe('the demo', () => {
  test('is loaded once, however often it is asked for', async () => {
    const before = await rowsByTable();
    expect(await seedDemo(ctx)).toEqual({ outcome: 'seeded_before' });
    expect(await rowsByTable()).toEqual(before);
  });

  test.each([
    ['admin@portal.test', 'portal-admin-demo', { kind: 'admin', adminRole: 'owner' }],
    ['ada@acme.test', 'portal-dev-demo', { kind: 'developer', organizationRole: 'super_admin' }],
    ['tom@acme.test', 'portal-dev-demo', { kind: 'developer', organizationRole: 'team_member' }],
    ['dev@default.test', 'portal-dev-demo', { kind: 'developer', organizationRole: 'team_member' }],
  ])('lets %s log in with the printed password', async (email, password, expected) => {
    const user = await person(email);
    expect(user).toMatchObject({ status: 'active', mustChangePassword: false, ...expected });
    expect(await isPassword(password, user?.passwordHash ?? null)).toBe(true);
  });

  test('has somebody and something in every state that an admin decides about', async () => {
    const statuses = await ctx.db.selectDistinct({ status: users.status }).from(users);
    expect(statuses.map(({ status }) => status).sort()).toEqual(['active', 'inactive', 'pending', 'unverified']);
    const roles = await ctx.db.selectDistinct({ role: users.adminRole }).from(users).where(isNotNull(users.adminRole));
    expect(roles.map(({ role }) => role)).toEqual(expect.arrayContaining(['owner', 'approver', 'auditor']));
    const [pending] = await ctx.db.select().from(organizations).where(eq(organizations.status, 'pending'));
    expect(pending?.requestedBy).toBe((await person('lena@orchard.test'))?.id);
    expect(await ctx.db.$count(organizations)).toBe(5);
  });

  test('offers what the contract names: three catalogs, four plans, real documents, one product of one catalog each', async () => {
    const offered = await ctx.db
      .select({
        catalog: catalogs.slug,
        product: products.slug,
        state: products.state,
        visibility: catalogs.visibility,
      })
      .from(catalogProducts)
      .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId))
      .innerJoin(products, eq(products.id, catalogProducts.productId));
    expect(new Set(offered.map(({ catalog, visibility }) => `${catalog} ${visibility}`))).toEqual(
      new Set(['public public', 'partners private', 'internal internal']),
    );
    const onlyIn = (wanted: string) =>
      offered.filter(({ product }) => offered.every((o) => o.product !== product || o.catalog === wanted));
    for (const catalog of ['public', 'partners', 'internal']) expect(onlyIn(catalog).length).toBeGreaterThan(0);
    const [drafts, documents] = [
      await ctx.db.$count(products, eq(products.state, 'draft')),
      await ctx.db.$count(apiDocuments, eq(apiDocuments.version, 1)),
    ];
    expect({ drafts, documents }).toEqual({ drafts: 1, documents: 8 });
    expect(await ctx.db.$count(products, sql`state = 'deprecated' and sunset_on > current_date`)).toBe(1);
    expect(await ctx.db.$count(products, sql`gateway_id is null`)).toBe(1);
    expect(await ctx.db.$count(plans)).toBe(4);
    expect(await ctx.db.$count(catalogPlans)).toBe(7);
    // A stranger sees the public catalog and no draft.
    const seen = await ctx.db.$count(products, visibleProducts(ctx.db, { kind: 'anonymous' }));
    expect(seen).toBe(6);
  });

  test('shows the numbers that the gateway enforces', async () => {
    const [free] = await ctx.db.select().from(plans).where(eq(plans.slug, 'free'));
    expect(free).toMatchObject({
      ...{ rateRequests: 5, ratePerSeconds: 10, quotaRequests: 1000, quotaPeriodSeconds: 86_400 },
      ...{ autoApprove: true, limitsPolicyId: 'plan-free' },
    });
    const [unlimited] = await ctx.db.select().from(plans).where(eq(plans.slug, 'unlimited'));
    expect(unlimited).toMatchObject({ rateRequests: null, quotaRequests: null, autoApprove: false });
  });

  test('has a request in every state that no gateway is needed for, and none of them happened this minute', async () => {
    const states = await ctx.db
      .select({ status: accessRequests.status, count: count() })
      .from(accessRequests)
      .groupBy(accessRequests.status);
    const counts = Object.fromEntries(states.map(({ status, count }) => [status, count]));
    expect(counts).toEqual({ pending: 6, approved: 7, declined: 2, cancelled: 1, withdrawn: 1 });
    expect(await ctx.db.$count(accessRequests, sql`created_at > now() - interval '30 minutes'`)).toBe(0);
    expect(await ctx.db.$count(accessRequests, sql`decided_at < created_at`)).toBe(0);
    const late = and(eq(mails.state, 'queued'), sql`created_at < now() - interval '3 days'`);
    expect(await ctx.db.$count(mails, late)).toBe(0);
  });
});

describe('what follows', () => {
  test('every document is good, and one has hundreds of operations', async () => {
    if (seeded.outcome !== 'seeded') throw new Error(seeded.outcome);
    for (const documentId of seeded.documentIds) {
      await importDocument(ctx, async (source) => parseDocument(source), { documentId });
    }
    const live = await ctx.db
      .select({ openapi: apiDocuments.openapi, operations: count(apiOperations.id) })
      .from(apiDocuments)
      .innerJoin(apiOperations, eq(apiOperations.documentId, apiDocuments.id))
      .where(eq(apiDocuments.state, 'live'))
      .groupBy(apiDocuments.id);
    expect(live).toHaveLength(8);
    expect(Math.max(...live.map(({ operations }) => operations))).toBeGreaterThan(900);
    expect(new Set(live.map(({ openapi }) => openapi))).toEqual(new Set(['2.0', '3.0', '3.1']));
  }, 120_000);

  test('the worker makes every claimed key, and each answers 200 at the gateway', async () => {
    await ctx.db.update(gateways).set({ revocationDelaySeconds: 0 });
    await ctx.db.execute(sql`update credentials set wanted = jsonb_set(wanted, '{settleSeconds}', '0')`);
    await quiesce(ctx, testGateways(ctx), { withinMs: 20_000 });
    const claimed = await ctx.db.select().from(credentials).where(isNotNull(credentials.claimedAt));
    expect(claimed.map(({ status }) => status)).toEqual(['active', 'active', 'active', 'active']);
    expect(await ctx.db.$count(credentials, eq(credentials.status, 'revoked'))).toBe(1);
    expect(await ctx.db.$count(credentials, eq(credentials.status, 'awaiting_claim'))).toBe(3);
    expect(await ctx.db.$count(accessRequests, eq(accessRequests.status, 'fulfilled'))).toBe(4);
    for (const { id, claimedBy, wanted } of claimed) {
      const developer = await actorOf(claimedBy);
      const { key } = await revealCredential(contextFor(ctx.db, developer), { credentialId: id });
      for (const api of wanted.apiIds) expect(await callWith(gateway, key, api)).toBe(200);
    }
  });
});

async function actorOf(userId: string | null) {
  if (userId === null) throw new Error('nobody claimed it');
  const session = { userId, kind: 'developer' as const, userAgent: '' };
  return loadActor(ctx.db, await ctx.db.transaction((tx) => startSession(ctx, tx, session)));
}
