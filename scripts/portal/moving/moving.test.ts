import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readChainHead } from '@/core/audit/chain-head';
import { sealEvents } from '@/core/audit/seal-events';
import { verifyChain } from '@/core/audit/verify-chain';
import type { Context } from '@/core/context';
import { revealCredential } from '@/core/credentials/reveal-credential';
import { syncCredential } from '@/core/credentials/sync-credential';
import { systemActor } from '@/core/identity/actor';
import { loadActor } from '@/core/identity/load-actor';
import { startSession } from '@/core/identity/start-session';
import { exportPortal } from '@/core/moving/export-portal';
import { importPortal } from '@/core/moving/import-portal';
import { leftBehind } from '@/core/moving/left-behind';
import { movedTables } from '@/core/moving/moved-tables';
import { ensureBasics } from '@/core/settings/ensure-basics';
import { type Database, databaseOn, openPool } from '@/db/client';
import { credentials, decisionReasons, users } from '@/db/schema';
import type { DemoGateway } from '@/gateway/demo/start-demo-gateway';
import { seedDemo } from '@/scripts/demo/seed-demo';
import { contextFor, ownDatabase, unboxed } from '@/test/harness';
import { QUICK, startTestGateway, TEST_GATEWAY_SECRET, TEST_ORG_ID, testGateways } from '@/test/provisioning';
import { linesOf } from './lines-of';
import { writePacked } from './write-packed';

/** Ends of lines for JavaScript and not for JSON, and a text that a careless reader takes for a line of ours. */
const ODD = 'a\u2028b\u2029c \\u0041 \u{1F511} {"end":true}';
/** Thirteen megabytes of documents, on a machine that does other things as well. */
const LOADS_MS = 180_000;

let gateway: DemoGateway;
let database: Awaited<ReturnType<typeof ownDatabase>>;
let pool: ReturnType<typeof openPool>;
let source: Context;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'portico-test-'));
  gateway = await startTestGateway();
  database = await ownDatabase();
  pool = openPool(database.url, { max: 10, onError: () => {} });
  source = contextFor(databaseOn(pool), systemActor('test'));
  const [controlUrl, proxyUrl] = [gateway.url, gateway.url];
  await ensureBasics(source, {
    gateway: { controlUrl, proxyUrl, secret: TEST_GATEWAY_SECRET, gatewayOrgId: TEST_ORG_ID },
  });
  await seedDemo(source);
  // Once each: the keys are made, and being watched until they have settled.
  for (const { id } of await source.db.select({ id: credentials.id }).from(credentials)) {
    await syncCredential(source, testGateways(source), { credentialId: id }, QUICK);
  }
  await source.db.insert(decisionReasons).values({ kind: 'decline', title: 'Odd', body: ODD });
  // JavaScript cannot count so far.
  await source.db.execute(sql`update credentials set quota_left = 9007199254740993 where status = 'active'`);
}, LOADS_MS);
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await pool.end();
  await database.drop();
  await gateway.close();
});

test(
  'a portal that moved is the same portal, table by table; keys are shown, jobs and audit log go on',
  () =>
    unboxed(async (db) => {
      const target = contextFor(db, systemActor('test'));
      const file = path.join(folder, 'portal.gz');
      expect(await sealEvents(source)).toBeGreaterThan(50);
      const head = await readChainHead(source.db);
      const { result } = await writePacked(file, (write) => exportPortal(source, write));
      expect(statSync(file).mode & 0o777).toBe(0o600);
      await expect(writePacked(file, (write) => exportPortal(source, write))).rejects.toThrow('is there already');

      const imported = await importPortal(target, linesOf(file));
      expect(imported).toMatchObject({ ...result, portalName: 'Saltmarsh APIs' });
      const [here, there] = [await digests(db), await digests(source.db)];
      expect(here).toEqual(there);
      expect(Object.values(there).filter((digest) => !digest.startsWith('0 ')).length).toBeGreaterThan(35);

      // The log is the one whose end was noted at the old place, and goes on.
      expect(await verifyChain(db, head)).toMatchObject({ head, faultCount: 0 });
      expect(await sealEvents(target)).toBe(2);
      expect(await verifyChain(db, head)).toMatchObject({ faultCount: 0, waiting: { count: 0 } });
      expect(await jobsOf(db)).toEqual(await jobsOf(source.db));
      expect((await jobsOf(db))['document.import']).toBeGreaterThan(5);
      const { rows } = await db.execute(sql`select conname from pg_constraint where contype = 'f' and condeferrable`);
      expect(rows).toEqual([]);
      for (const table of Object.keys(leftBehind).filter((name) => name !== 'offer_changes')) {
        expect((await db.execute(sql`select 1 from ${sql.identifier(table)}`)).rows).toEqual([]);
      }
      await expectRevealed(target);
    }),
  LOADS_MS,
);

/** Every table that moves, as one digest of all its rows; but that it moved is news at the new place. */
async function digests(db: Database): Promise<Record<string, string>> {
  const told: Record<string, string> = {};
  for (const { table } of await movedTables(db)) {
    const isNews = table === 'audit_events' ? sql`event = 'portal.imported'` : sql`false`;
    const { rows } = await db.execute<{ digest: string }>(sql`
      select count(*) || ' ' || coalesce(md5(string_agg(line, '' order by line)), '') as digest
      from (select row_to_json(row)::text as line from ${sql.identifier(table)} row where not ${isNews}) lines`);
    told[table] = rows[0]?.digest ?? '';
  }
  return told;
}

/** A key can be shown to whoever may see it, without asking the gateway. */
async function expectRevealed(ctx: Context): Promise<void> {
  const [row] = await ctx.db
    .select({ id: credentials.id, claimedBy: credentials.claimedBy, quotaLeft: sql`quota_left::text` })
    .from(credentials)
    .innerJoin(users, eq(users.id, credentials.claimedBy))
    .where(and(eq(credentials.status, 'active'), isNotNull(credentials.keySealed)));
  expect(row?.quotaLeft).toBe('9007199254740993');
  const userId = row?.claimedBy ?? '';
  const sessionId = await ctx.db.transaction((tx) =>
    startSession(ctx, tx, { userId, kind: 'developer', userAgent: 'test' }),
  );
  const actor = await loadActor(ctx.db, sessionId);
  const { key } = await revealCredential({ ...ctx, actor }, { credentialId: row?.id ?? '' });
  expect(key).toMatch(/^\S{40,}$/);
}

/** What waits to be done about rows, by kind. Jobs whose row wants nothing any more are nothing. */
async function jobsOf(db: Database): Promise<Record<string, number>> {
  const { rows } = await db.execute<{ kind: string; count: number }>(sql`
    select t.identifier as kind, count(*)::int as count
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where case t.identifier
      when 'credential.sync' then exists (select from credentials c
        where c.id = (j.payload ->> 'credentialId')::uuid and c.next_look_at is not null)
      when 'mail.send' then exists (select from mails m
        where m.id = (j.payload ->> 'mailId')::uuid and m.state = 'queued')
      else true end
    group by 1`);
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}
