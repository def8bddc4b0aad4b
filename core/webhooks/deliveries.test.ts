import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { webhookDeliveries } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { deliver, deliveryJobs, seedWebhook, startReceiver } from '@/test/webhooks';
import { seedWorld, type World } from '@/test/world';
import { countByState } from '../audit/count-by-state';
import type { AuditEventName } from '../audit-events';
import { mutate } from '../mutate';
import { housekeeping } from '../reconciler/housekeeping';
import { getDelivery } from './get-delivery';
import { getWebhook } from './get-endpoint';
import { listDeliveries } from './list-deliveries';
import { listWebhooks } from './list-endpoints';
import { redeliver } from './redeliver';
import { redeliverFailed } from './redeliver-failed';
import { testWebhook } from './test-endpoint';

/** Something happens to an app. */
function happen(db: Database, world: World, event: AuditEventName = 'app.created', after?: () => Promise<void>) {
  return mutate(contextFor(db, world.ada), async (unit) => {
    await unit.audit(event, { kind: 'app', id: world.ledger.id, organizationId: world.acme.id });
    await after?.();
  });
}

const messages = (db: Database) => db.select().from(webhookDeliveries).orderBy(webhookDeliveries.id);

/** One after the other: a sandbox is one connection. */
async function outcomes(acts: (() => Promise<unknown>)[]): Promise<string[]> {
  const met: string[] = [];
  for (const act of acts) met.push(await outcome(act()));
  return met;
}

describe('the deliveries of a webhook', () => {
  test('are listed newest first by state and event, and read with what was sent, by admins alone', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.audrey);
      const [webhookId, other] = [await seedWebhook(db), await seedWebhook(db, { events: ['team.created'] })];
      await happen(db, world);
      await happen(db, world, 'app.changed');
      const { deliveryId } = await testWebhook(contextFor(db, world.alan), { webhookId });
      const listed = async (more: object, page = {}) => {
        const { rows, after } = await listDeliveries(ctx, { webhookId, ...more }, page);
        return { events: rows.map(({ event }) => event).toSorted(), after };
      };
      expect((await listed({})).events).toEqual(['app.changed', 'app.created', 'webhook.test']);
      const first = await listed({}, { limit: 2 });
      const second = await listed({}, { limit: 2, after: first.after });
      expect([...first.events, ...second.events].toSorted()).toEqual(['app.changed', 'app.created', 'webhook.test']);
      expect((await listed({ event: 'app.changed', state: 'pending' })).events).toEqual(['app.changed']);
      expect((await listed({ state: 'failed' })).events).toEqual([]);
      expect(await getWebhook(ctx, { webhookId })).toMatchObject({ pending: 2, last: { event: 'webhook.test' } });
      expect(await countByState(db)).toContainEqual({ table: 'webhook_deliveries', state: 'pending', count: 3 });
      const tested = await getDelivery(ctx, { webhookId, deliveryId });
      expect(tested).toMatchObject({ isTest: true, messageId: deliveryId, tries: [] });
      const tests = Array.from({ length: 30 }, () => () => testWebhook(contextFor(db, world.alan), { webhookId }));
      expect((await outcomes(tests)).filter((one) => one !== 'ok')).toEqual(['too_many']);
      expect(await outcome(getDelivery(ctx, { webhookId: other, deliveryId }))).toBe('not_found');
      expect(await outcome(redeliver(contextFor(db, world.alan), { webhookId: other, deliveryId }))).toBe('not_found');
      for (const actor of [world.ada, world.eve, undefined]) {
        const stranger = contextFor(db, actor);
        const met = [
          () => listWebhooks(stranger),
          () => getWebhook(stranger, { webhookId }),
          () => listDeliveries(stranger, { webhookId }),
          () => getDelivery(stranger, { webhookId, deliveryId }),
        ];
        expect(await outcomes(met)).toEqual(Array(4).fill('not_found'));
      }
    }));

  test('are sent again from the beginning: one, also when it was taken, or all that failed', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const program = await startReceiver();
      const webhookId = await seedWebhook(db, { url: program.url });
      await happen(db, world);
      const [job] = await deliveryJobs(db);
      if (!job) throw new Error('no job waits');
      await deliver(db, job.payload);
      const { deliveryId } = job.payload;
      for (const _twice of [1, 2]) await redeliver(ctx, { webhookId, deliveryId });
      expect(await getDelivery(ctx, { webhookId, deliveryId })).toMatchObject({
        state: 'pending',
        attempts: 0,
        deliveredAt: null,
      });
      await deliver(db, job.payload);
      expect(program.heard).toHaveLength(2);
      expect(await deliveryJobs(db)).toHaveLength(1);
      expect(await outcome(redeliverFailed(ctx, { webhookId }))).toBe('conflict');
      await db.update(webhookDeliveries).set({ state: 'failed', deliveredAt: null });
      expect(await redeliverFailed(ctx, { webhookId })).toEqual({ count: 1 });
      await deliver(db, job.payload);
      await program.stop();
      expect(await getDelivery(ctx, { webhookId, deliveryId })).toMatchObject({ state: 'delivered', attempts: 1 });
      expect((await getDelivery(ctx, { webhookId, deliveryId })).tries).toHaveLength(3);
    }));

  test('go after thirty days', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedWebhook(db);
      await happen(db, world);
      await happen(db, world);
      const [old, recent] = await messages(db);
      const createdAt = new Date(Date.now() - 31 * 86_400_000);
      await db
        .update(webhookDeliveries)
        .set({ createdAt })
        .where(eq(webhookDeliveries.id, old?.id ?? ''));
      await housekeeping(contextFor(db));
      expect((await messages(db)).map(({ id }) => id)).toEqual([recent?.id]);
    }));
});
