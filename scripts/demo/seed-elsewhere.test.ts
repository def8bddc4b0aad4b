import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { systemActor } from '@/core/identity/actor';
import { ensureBasics } from '@/core/settings/ensure-basics';
import { databaseOn } from '@/db/client';
import { auditEvents } from '@/db/schema';
import { contextFor, ownDatabase, unboxed } from '@/test/harness';
import { TEST_GATEWAY_SECRET, TEST_ORG_ID } from '@/test/provisioning';
import { seedWorld } from '@/test/world';
import { resetDatabase } from './reset-demo';
import { seedDemo } from './seed-demo';

const basics = (url: string) => ({
  gateway: { controlUrl: url, secret: TEST_GATEWAY_SECRET, gatewayOrgId: TEST_ORG_ID, proxyUrl: url },
});

describe('the demo elsewhere', () => {
  test('a portal that has people is left alone', () =>
    unboxed(async (db) => {
      await seedWorld(db);
      const system = contextFor(db, systemActor('test'));
      const before = await db.$count(auditEvents);
      expect(await seedDemo(system)).toEqual({ outcome: 'not_empty' });
      expect(await db.$count(auditEvents)).toBe(before);
    }));

  // Delete the advisory lock from seed-demo.ts and this must fail.
  test('of many that load it at once one does, and all end well', () =>
    unboxed(async (db) => {
      const system = contextFor(db, systemActor('test'));
      await ensureBasics(system, basics('http://127.0.0.1:1'));
      const outcomes = await Promise.all(Array.from({ length: 4 }, () => seedDemo(system)));
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['seeded', ...Array(3).fill('seeded_before')]);
    }));

  test('a reset empties everything, also the audit log, but not under a running portal', async () => {
    const { url, drop } = await ownDatabase();
    const portal = new pg.Client({ connectionString: url });
    await portal.connect();
    await ensureBasics(contextFor(databaseOn(portal), systemActor('test')), basics('http://127.0.0.1:1'));
    await expect(resetDatabase(url)).rejects.toThrow('Stop the portal first');
    expect(await databaseOn(portal).$count(auditEvents)).toBeGreaterThan(0);
    await portal.end();

    await resetDatabase(url);
    const fresh = new pg.Client({ connectionString: url });
    await fresh.connect();
    expect(await databaseOn(fresh).$count(auditEvents)).toBe(0);
    await fresh.end();
    await drop();
  });
});
