import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { accessRequestProducts, accessRequests, apps, credentials, gatewayApis, productApis } from '@/db/schema';
import { addCounted, type CountedCalls } from '@/gateway/demo/aggregated-table';
import { createUsageTables, type UsageTables } from '@/gateway/tyk/usage-tables';
import { contextFor, inSandbox, ownDatabase } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedRequest } from '@/test/requests';
import { seedWorld, type World } from '@/test/world';
import type { Context } from '../context';
import { keyDigest } from '../credentials/key-secrets';
import { systemActor } from '../identity/actor';
import { exportUsage, type UsageRecord } from './export-usage';
import { getAppUsage } from './get-app-usage';
import { getOwnUsage } from './get-own-usage';
import { getPortalUsage } from './get-portal-usage';
import { getUsageGlance } from './get-usage-glance';
import { noteLastCalls } from './note-last-calls';
import { usageCovers } from './usage-covers';
import { usageRange } from './usage-range';

const NOW = new Date('2026-03-10T15:20:00.000Z');
const week = usageRange({ span: '7d' }, NOW);
const API = 'api-payments';

let database: Awaited<ReturnType<typeof ownDatabase>>;
let client: pg.Client;
let usage: UsageTables;
const gone = createUsageTables('postgres://nobody@127.0.0.1:9/none', () => {});

beforeAll(async () => {
  database = await ownDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  usage = createUsageTables(database.url, (error) => {
    throw error;
  });
});
beforeEach(() => client.query('drop table if exists tyk_aggregated'));
afterAll(async () => {
  await Promise.all([usage.close(), gone.close()]);
  await client.end();
  await database.drop();
});

const call = (own: Partial<CountedCalls>): CountedCalls => ({
  at: new Date('2026-03-10T10:05:00.000Z'),
  orgId: 'org',
  apiId: API,
  apiName: 'Payments',
  key: 'hash-ledger',
  alias: '',
  path: '/',
  status: 200,
  calls: 1,
  latencyMs: 20,
  ...own,
});

/** A key that works, as if it had been claimed: only what figures are found by matters here. */
async function seedKey(
  db: Database,
  world: World,
  wish: { app: string | { id: string }; hash: string; by?: World['ada'] },
): Promise<{ credentialId: string; appId: string; requestId: string }> {
  const { requestId, appId } = await seedRequest(db, world, { app: wish.app, ...(wish.by && { by: wish.by }) });
  const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
  if (!request) throw new Error('no request');
  await db.update(productApis).set({ gatewayApiId: API }).where(eq(productApis.productId, world.payments.id));
  const credentialId = newId();
  await db.insert(credentials).values({
    id: credentialId,
    organizationId: request.organizationId,
    appId,
    accessRequestId: requestId,
    gatewayId: request.gatewayId,
    status: 'active',
    wanted: {
      policyIds: ['p'],
      apiIds: [API],
      lifetimeDays: null,
      hasQuota: true,
      settleSeconds: 1,
      metadata: {},
      alias: '',
    },
    keyIdSealed: Buffer.from('sealed'),
    keyIdDigest: Buffer.from(randomUUID()),
    keyDigest: Buffer.from(randomUUID()),
    gatewayKeyHash: wish.hash,
    lastFour: 'abcd',
    activeAt: NOW,
  });
  return { credentialId, appId, requestId };
}

const at = (db: Database, actor: Context['actor']) => contextFor(db, actor, { now: () => NOW });

test('an app’s figures equal the table they come from, beside those of the same hours a week before', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { appId, credentialId } = await seedKey(db, world, { app: world.ledger, hash: 'hash-ledger' });
    await addCounted(client, [
      call({ calls: 40 }),
      call({ calls: 3, status: 429, latencyMs: 2 }),
      call({ at: new Date('2026-03-04T00:10:00.000Z'), calls: 5 }),
      call({ at: new Date('2026-03-03T15:59:00.000Z'), calls: 9, status: 500 }),
      // After the same hour of last week, and before the week before: in neither.
      call({ at: new Date('2026-03-03T16:00:00.000Z'), calls: 1_000 }),
      call({ at: new Date('2026-02-24T23:59:00.000Z'), calls: 1_000 }),
      call({ key: 'hash-of-others', calls: 1_000 }),
    ]);

    const { figures } = await getAppUsage(at(db, world.tom), usage, { appId, range: week });

    if (figures.outcome !== 'figures') throw new Error(figures.outcome);
    expect(figures.now).toMatchObject({ calls: 48, succeeded: 45, errors: 3, latencyMs: 40 * 20 + 6 + 5 * 20 });
    expect(figures.before).toMatchObject({ calls: 9, errors: 9 });
    expect(figures.points.map(({ now }) => now.calls)).toEqual([5, 0, 0, 0, 0, 0, 43]);
    expect(figures.points.map(({ before }) => before.calls)).toEqual([0, 0, 0, 0, 0, 0, 9]);
    expect(figures.byKey.get(credentialId)?.now).toMatchObject({ calls: 48 });
    expect(figures.byProduct).toMatchObject([{ names: ['payments'], now: { calls: 48 } }]);
  }));

test('the file has what the page has, hour by hour', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { appId, credentialId } = await seedKey(db, world, { app: world.ledger, hash: 'hash-ledger' });
    const range = usageRange({ span: '24h' }, NOW);
    await addCounted(client, [
      call({ calls: 4 }),
      call({ calls: 2, status: 404 }),
      call({ at: new Date('2026-03-10T15:01:00.000Z'), calls: 6 }),
    ]);
    const ctx = at(db, world.ada);

    const { figures } = await getAppUsage(ctx, usage, { appId, range });
    const records = await recordsOf(await exportUsage(ctx, usage, { appId, range }));

    if (figures.outcome !== 'figures') throw new Error(figures.outcome);
    expect(records.map((record) => [record.at.toISOString(), record.key.credentialId, record.tally.calls])).toEqual([
      ['2026-03-10T10:00:00.000Z', credentialId, 6],
      ['2026-03-10T15:00:00.000Z', credentialId, 6],
    ]);
    for (const { at: hour, tally } of records) {
      expect(figures.points.find((point) => point.at.getTime() === hour.getTime())?.now).toMatchObject({
        calls: tally.calls,
        codes: tally.codes,
      });
    }
    expect(JSON.stringify(records)).not.toContain('hash-ledger');
  }));

test('a key for several products tells which one it called only where all of its paths were counted', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { appId, requestId } = await seedKey(db, world, { app: world.ledger, hash: 'hash-ledger' });
    await db
      .insert(accessRequestProducts)
      .values({ accessRequestId: requestId, productId: world.weather.id, accessPolicyId: 'policy' });
    await db.delete(productApis).where(eq(productApis.productId, world.weather.id));
    await db
      .insert(productApis)
      .values({ productId: world.weather.id, slug: 'second', name: 'Second', gatewayApiId: 'api-second' });
    await addCounted(client, [call({ calls: 5 }), call({ calls: 8, apiId: 'api-second', path: '/other' })]);
    const byProduct = async () => {
      const { figures } = await getAppUsage(at(db, world.ada), usage, { appId, range: week });
      if (figures.outcome !== 'figures') throw new Error(figures.outcome);
      return figures.byProduct.map(({ names, now }) => `${names.length}: ${now.calls}`);
    };

    expect(await byProduct()).toEqual(['1: 8', '1: 5']);

    await client.query(`delete from tyk_aggregated where dimension = 'keyendpoints' and counter_hits = 5`);
    expect(await byProduct()).toEqual(['2: 13']);
  }));

test('nobody sees figures of apps that they may not see', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { appId } = await seedKey(db, world, { app: world.ledger, hash: 'hash-ledger' });
    const own = await seedKey(db, world, { app: 'Night shift', hash: 'hash-eve', by: world.eve });
    await addCounted(client, [call({ calls: 4 }), call({ key: 'hash-eve', calls: 50 })]);
    const eve = at(db, world.eve);

    const attempts = [
      () => getAppUsage(eve, usage, { appId, range: week }),
      () => getAppUsage(eve, usage, { appId: newId(), range: week }),
      () => exportUsage(eve, usage, { appId, range: week }),
      () => getPortalUsage(eve, usage, { range: week }),
      () => getAppUsage(at(db, world.penny), usage, { appId, range: week }),
      () => getOwnUsage(at(db, world.penny), usage, { range: week }),
      () => exportUsage(at(db, world.penny), usage, { range: week }),
      () => getAppUsage(eve, usage, { appId: own.appId, credentialId: newId(), range: week }),
    ];
    const refusals: unknown[] = [];
    for (const attempt of attempts) refusals.push(await refusalOf(attempt()));
    expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ code: 'not_found' })));

    const { figures } = await getOwnUsage(eve, usage, { range: week });
    expect(figures).toMatchObject({ now: { calls: 50 }, byApp: [{ name: 'Night shift', now: { calls: 50 } }] });
    const everything = await exportUsage(eve, usage, { organizationId: world.acme.id, range: week });
    expect(await recordsOf(everything)).toEqual([]);
    expect(await getUsageGlance(eve, usage, { appId })).toEqual({ outcome: 'no_keys' });
    expect(await getUsageGlance(eve, usage, {})).toMatchObject({ now: { calls: 50 } });
    expect(await getUsageGlance(eve, usage, { credentialId: own.credentialId })).toMatchObject({ now: { calls: 50 } });
  }));

test('admins see all keys, one organization’s or one app’s, and products with the calls of strangers', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { appId } = await seedKey(db, world, { app: world.ledger, hash: 'hash-ledger' });
    await seedKey(db, world, { app: 'Night shift', hash: 'hash-eve', by: world.eve });
    await addCounted(client, [
      call({ calls: 4 }),
      call({ key: 'hash-eve', calls: 50 }),
      call({ key: 'hash-of-nobody', calls: 7 }),
    ]);
    const audrey = at(db, world.audrey);

    const all = await getPortalUsage(audrey, usage, { range: week });
    const acme = await getPortalUsage(audrey, usage, { range: week, organizationId: world.acme.id });
    const ledger = await getPortalUsage(audrey, usage, { range: week, appId });

    expect(all.figures).toMatchObject({
      now: { calls: 54 },
      apps: [{ name: 'Night shift', now: { calls: 50 } }, { name: 'Ledger' }],
      organizations: [{ name: 'Evil Works' }, { name: 'Acme', now: { calls: 4 } }],
    });
    const payments = all.figures.outcome === 'figures' && all.figures.products?.find(({ name }) => name === 'payments');
    expect(payments).toMatchObject({ now: { calls: 61 } });
    expect(acme).toMatchObject({ scope: { kind: 'organization', name: 'Acme' }, figures: { now: { calls: 4 } } });
    expect(ledger).toMatchObject({
      scope: { kind: 'app', name: 'Ledger' },
      figures: { now: { calls: 4 }, products: null },
    });
    expect(await recordsOf(await exportUsage(audrey, usage, { range: week }))).toHaveLength(2);
    expect(await refusalOf(getPortalUsage(audrey, usage, { range: week, appId: newId() }))).toMatchObject({
      code: 'not_found',
    });
  }));

test('without figures, and while they cannot be read, pages say so instead of failing', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { appId } = await seedKey(db, world, { app: world.ledger, hash: 'hash-ledger' });
    const [ada, priya] = [at(db, world.ada), at(db, world.priya)];

    expect((await getAppUsage(ada, null, { appId, range: week })).figures).toEqual({ outcome: 'off' });
    expect((await getAppUsage(ada, gone, { appId, range: week })).figures).toEqual({ outcome: 'unavailable' });
    expect((await getOwnUsage(ada, gone, { range: week })).figures).toEqual({ outcome: 'unavailable' });
    expect((await getPortalUsage(priya, gone, { range: week })).figures).toEqual({ outcome: 'unavailable' });
    expect(await exportUsage(priya, gone, { range: week })).toEqual({ outcome: 'unavailable' });
    expect(await exportUsage(priya, null, { range: week })).toEqual({ outcome: 'off' });
    expect(await getUsageGlance(ada, null, { appId })).toEqual({ outcome: 'off' });
    expect(await noteLastCalls(priya, gone)).toBeNull();
  }));

test('the last call of a key is kept, also of one that the gateway names in the clear, and never set back', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const system = at(db, systemActor('usage'));
    const hashed = await seedKey(db, world, { app: world.ledger, hash: 'hash-ledger' });
    const plain = await seedKey(db, world, { app: 'Night shift', hash: 'none', by: world.eve });
    await db
      .update(credentials)
      .set({ gatewayKeyHash: null, keyDigest: keyDigest(system, 'the-key-itself') })
      .where(eq(credentials.id, plain.credentialId));
    await addCounted(client, [
      call({ at: new Date('2026-01-05T08:30:00.000Z') }),
      call({ at: new Date('2026-03-01T08:30:00.000Z'), key: 'the-key-itself' }),
    ]);
    const lastUsed = async (id: string) =>
      (await db.select({ at: credentials.lastUsedAt }).from(credentials).where(eq(credentials.id, id)))[0]?.at;

    expect(await noteLastCalls(system, usage)).toBe(2);
    expect(await lastUsed(hashed.credentialId)).toEqual(new Date('2026-01-05T08:30:00.000Z'));
    expect(await lastUsed(plain.credentialId)).toEqual(new Date('2026-03-01T08:30:00.000Z'));
    expect(await noteLastCalls(system, usage)).toBe(0);

    await addCounted(client, [call({ at: new Date('2026-03-10T15:07:00.000Z') })]);
    await db.update(credentials).set({ lastUsedAt: NOW }).where(eq(credentials.id, plain.credentialId));
    expect(await noteLastCalls(system, usage)).toBe(1);
    expect(await lastUsed(hashed.credentialId)).toEqual(new Date('2026-03-10T15:07:00.000Z'));
    expect(await lastUsed(plain.credentialId)).toEqual(NOW);
  }));

test('a key counts as unused only where the figures reach back far enough and up to now', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { requestId } = await seedKey(db, world, { app: world.ledger, hash: 'hash-ledger' });
    const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, requestId));
    const gatewayId = request?.gatewayId ?? '';
    await db.insert(gatewayApis).values({ gatewayId, apiId: API, name: 'Payments', listenPath: '/payments/' });
    const system = at(db, systemActor('usage'));
    const since = new Date('2026-01-01T00:00:00.000Z');
    const covers = (figures = usage as UsageTables | null) => usageCovers(system, figures, { gatewayId, since });

    expect(await covers()).toBe(false);
    await addCounted(client, [call({ at: new Date('2025-12-31T23:00:00.000Z') })]);
    expect(await covers()).toBe(false);
    await addCounted(client, [call({ at: new Date('2026-03-09T23:00:00.000Z') })]);
    expect(await covers()).toBe(true);
    expect(await covers(null)).toBe(false);
    expect(await covers(gone)).toBe(false);
    expect(await usageCovers(system, usage, { gatewayId: newId(), since })).toBe(false);
  }));

test('keys of a deleted app are an admin’s to see, and nobody else’s', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { appId } = await seedKey(db, world, { app: world.ledger, hash: 'hash-ledger' });
    await db.update(apps).set({ deletedAt: NOW }).where(eq(apps.id, appId));
    await addCounted(client, [call({ calls: 4 })]);

    expect((await getAppUsage(at(db, world.priya), usage, { appId, range: week })).figures).toMatchObject({
      now: { calls: 4 },
    });
    expect(await refusalOf(getAppUsage(at(db, world.ada), usage, { appId, range: week }))).toMatchObject({
      code: 'not_found',
    });
  }));

async function recordsOf(exported: Awaited<ReturnType<typeof exportUsage>>): Promise<UsageRecord[]> {
  if (exported.outcome !== 'figures') throw new Error(exported.outcome);
  const records: UsageRecord[] = [];
  for await (const page of exported.pages) records.push(...page);
  return records;
}
