import { eq } from 'drizzle-orm';
import pg from 'pg';
import { expect, test } from 'vitest';
import { systemActor } from '@/core/identity/actor';
import { getPortalUsage } from '@/core/usage/get-portal-usage';
import { usageRange } from '@/core/usage/usage-range';
import { credentials } from '@/db/schema';
import { createUsageTables } from '@/gateway/tyk/usage-tables';
import { contextFor, ownDatabase } from '@/test/harness';
import { provisioningStage } from '@/test/provisioning-stage';
import { insertUsage } from './insert-usage';

const DAY_MS = 86_400_000;
const onStage = provisioningStage({ config: { hashKeyFunction: 'murmur64' } });

test('the demo’s keys have weeks of figures under the hash that the gateway gives them, written once', () =>
  onStage(
    async ({ db, world, activeKey, system }) => {
      const { credentialId } = await activeKey();
      // At noon: a day that has just begun has no calls yet.
      const noon = new Date(new Date().setUTCHours(12, 0, 0, 0) - DAY_MS);
      const now = () => noon;
      const createdAt = new Date(noon.getTime() - 40 * DAY_MS);
      const [row] = await db.select().from(credentials).where(eq(credentials.id, credentialId));
      // As it is before the worker has made the key.
      await db.update(credentials).set({ createdAt, gatewayKeyHash: null }).where(eq(credentials.id, credentialId));
      const usage = await ownDatabase();
      const reader = createUsageTables(usage.url, (error) => {
        throw error;
      });
      const client = new pg.Client({ connectionString: usage.url });
      await client.connect();
      const rows = async () => (await client.query('select count(*)::int from tyk_aggregated')).rows[0]?.count;
      try {
        await insertUsage({ ...system, now }, usage.url);
        const written = await rows();
        await insertUsage(contextFor(db, systemActor('again'), { now }), usage.url);
        expect(await rows()).toBe(written);

        await db
          .update(credentials)
          .set({ gatewayKeyHash: row?.gatewayKeyHash ?? '' })
          .where(eq(credentials.id, credentialId));
        const range = usageRange({ span: '4w' }, noon);
        const { figures } = await getPortalUsage(contextFor(db, world.priya, { now }), reader, { range });
        if (figures.outcome !== 'figures') throw new Error(figures.outcome);
        expect(figures.points.every(({ now }) => now.calls > 0)).toBe(true);
        expect(figures.now.errors).toBeGreaterThan(0);
        expect(figures.before.calls).toBeGreaterThan(0);
        expect(figures.byKey.get(credentialId)?.now.calls).toBe(figures.now.calls);
      } finally {
        await reader.close();
        await client.end();
        await usage.drop();
      }
    },
    { skipInvariants: true },
  ));
