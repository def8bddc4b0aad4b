import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { auditEvents, webhookDeliveries } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { deliver, deliveryJobs, seedWebhook, startReceiver } from '@/test/webhooks';
import { seedWorld, type World } from '@/test/world';
import { type AuditEventName, auditEventNames } from '../audit-events';
import { mutate } from '../mutate';
import { deleteWebhook } from './delete-endpoint';
import { isWebhookEvent, webhookEvents } from './events';
import { pauseWebhook } from './pause-endpoint';
import { resumeWebhook } from './resume-endpoint';

/** Something happens to an app. */
function happen(db: Database, world: World, event: AuditEventName = 'app.created', after?: () => Promise<void>) {
  return mutate(contextFor(db, world.ada), async (unit) => {
    await unit.audit(event, { kind: 'app', id: world.ledger.id, organizationId: world.acme.id });
    await after?.();
  });
}

const messages = (db: Database) => db.select().from(webhookDeliveries).orderBy(webhookDeliveries.id);

describe('what is told', () => {
  test('is a part of the audit log: each event of the list happens, and none is about what is private', () => {
    const names = webhookEvents.map(({ event }) => event);
    expect(names.filter((name) => !auditEventNames.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    const secret = auditEventNames.filter((name) =>
      /logged|login|session|proved_again|second_factor|recovery|passkey|draft|viewed|revealed|exported|cart|^webhook[.]/.test(
        name,
      ),
    );
    expect(secret.length).toBeGreaterThan(20);
    expect(secret.filter(isWebhookEvent)).toEqual([]);
  });

  test('comes to those who chose it, once each; not to who is off; to who is paused later', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const all = await seedWebhook(db, { name: 'all' });
      const apps = await seedWebhook(db, { name: 'apps', events: ['team.created', 'app.created'] });
      const paused = await seedWebhook(db, { name: 'paused', pausedAt: new Date() });
      await seedWebhook(db, { name: 'teams', events: ['team.created'] });
      await seedWebhook(db, { name: 'off', isActive: false });
      await happen(db, world);
      await happen(db, world, 'cart.item_added');
      const made = await messages(db);
      expect(made.map(({ endpointId }) => endpointId).toSorted()).toEqual([all, apps, paused].toSorted());
      expect(new Set(made.map(({ body }) => body)).size).toBe(1);
      expect(made.map(({ event, state, nextAttemptAt }) => [event, state, nextAttemptAt])).toEqual(
        Array(3).fill(['app.created', 'pending', null]),
      );
      const jobs = (await deliveryJobs(db)).map(({ payload }) => payload.deliveryId);
      expect(jobs.toSorted()).toEqual(made.map(({ id }) => id).toSorted());
    }));

  // Write the messages outside of the change's transaction, and this must fail.
  test('is told of nobody’s change that was rolled back, and of each that was made exactly once', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const webhooks = [await seedWebhook(db), await seedWebhook(db)];
      const { won, refused } = await crowd(
        (index) =>
          happen(db, world, 'app.created', async () => {
            if (index % 2 === 1) throw new Error('rolled back');
          }),
        16,
      );
      expect([won.length, refused.length]).toEqual([8, 8]);
      const made = await messages(db);
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'app.created'))
        .orderBy(auditEvents.id);
      expect(made.map(({ endpointId, auditEventId }) => `${auditEventId} ${endpointId}`).toSorted()).toEqual(
        events.flatMap(({ id }) => webhooks.map((webhook) => `${id} ${webhook}`)).toSorted(),
      );
      expect(await deliveryJobs(db)).toHaveLength(16);
    }));

  // Leave the lock out of tell-endpoints.ts, and the change of an app fails because somebody deletes a webhook.
  test('never makes a change fail, whoever deletes, pauses and resumes webhooks meanwhile', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      for (let round = 0; round < 3; round += 1) {
        const [kept, gone] = [await seedWebhook(db), await seedWebhook(db), await seedWebhook(db)];
        const met = await Promise.all([
          ...Array.from({ length: 8 }, () => outcome(happen(db, world))),
          outcome(deleteWebhook(ctx, { webhookId: gone })),
          outcome(pauseWebhook(ctx, { webhookId: kept })),
          outcome(resumeWebhook(ctx, { webhookId: kept })),
        ]);
        expect(met).toEqual(Array(11).fill('ok'));
      }
    }));

  // Let the job of a paused webhook's message be left out, and what commits after the resuming waits for ever.
  test('while a webhook is being resumed is not slept on', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const program = await startReceiver();
      const webhookId = await seedWebhook(db, { url: program.url, pausedAt: new Date() });
      await happen(db, world, 'app.created', async () => {
        await resumeWebhook(contextFor(db, world.alan), { webhookId });
      });
      for (const { payload } of await deliveryJobs(db)) await deliver(db, payload);
      await program.stop();
      expect(program.heard).toHaveLength(1);
    }));
});
