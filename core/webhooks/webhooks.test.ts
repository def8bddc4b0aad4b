import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, webhookDeliveries, webhookEndpoints } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { deliver, deliveryJobs, seedWebhook, startReceiver } from '@/test/webhooks';
import { seedSession, seedWorld, type World } from '@/test/world';
import type { AuditEventName } from '../audit-events';
import type { AdminActor } from '../identity/actor';
import { mutate } from '../mutate';
import { housekeeping } from '../reconciler/housekeeping';
import { changeWebhook } from './change-endpoint';
import { createWebhook } from './create-endpoint';
import { deleteWebhook } from './delete-endpoint';
import { getWebhook } from './get-endpoint';
import { listWebhooks } from './list-endpoints';
import { pauseWebhook } from './pause-endpoint';
import { redeliver } from './redeliver';
import { redeliverFailed } from './redeliver-failed';
import { renewWebhookSecret } from './renew-secret';
import { resumeWebhook } from './resume-endpoint';

const wish = {
  name: 'Billing',
  url: 'https://billing.test/hook?key=k1',
  events: ['app.created'],
  reachesPrivate: false,
};

/** Something happens to an app. */
function happen(db: Database, world: World, event: AuditEventName = 'app.created', after?: () => Promise<void>) {
  return mutate(contextFor(db, world.ada), async (unit) => {
    await unit.audit(event, { kind: 'app', id: world.ledger.id, organizationId: world.acme.id });
    await after?.();
  });
}

const messages = (db: Database) => db.select().from(webhookDeliveries).orderBy(webhookDeliveries.id);

const versionOf = async (db: Database, world: World, webhookId: string) =>
  (await getWebhook(contextFor(db, world.audrey), { webhookId })).version;

/** One after the other: a sandbox is one connection. */
async function outcomes(acts: (() => Promise<unknown>)[]): Promise<string[]> {
  const met: string[] = [];
  for (const act of acts) met.push(await outcome(act()));
  return met;
}

describe('a webhook', () => {
  test('shows its secret once: no read, no row and no event holds it, nor the query of its address', () =>
    inSandbox(async (db) => {
      const { alan, audrey } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      const seeded = { webhookId: await seedWebhook(db) };
      for (const unproved of [() => createWebhook(ctx, wish), () => renewWebhookSecret(ctx, seeded)]) {
        await expect(unproved()).rejects.toMatchObject({ code: 'proof_needed' });
      }
      await deleteWebhook(ctx, seeded);
      await seedSession(db, alan);
      const { webhookId, secret } = await createWebhook(ctx, wish);
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/=]{44}$/);
      const renewed = await renewWebhookSecret(ctx, { webhookId });
      expect(renewed.secret).not.toBe(secret);
      await changeWebhook(ctx, {
        ...wish,
        url: 'https://billing.test/v2?key=k2',
        webhookId,
        version: 2,
        isActive: true,
      });
      const reads = [await listWebhooks(contextFor(db, audrey)), await getWebhook(ctx, { webhookId })];
      const events = await db.select().from(auditEvents).orderBy(auditEvents.id);
      const rows = (await db.select().from(webhookEndpoints)).map(({ secretSealed }) =>
        secretSealed.toString('latin1'),
      );
      for (const one of [secret, renewed.secret])
        expect(JSON.stringify([reads, events, rows])).not.toContain(one.slice(6));
      expect(JSON.stringify(events)).not.toMatch(/key=k/);
      const changed = events.find(({ event }) => event === 'webhook.changed');
      expect(changed?.detail).toEqual({
        name: 'Billing',
        changes: { url: { from: 'https://billing.test/hook?…', to: 'https://billing.test/v2?…' } },
      });
      await db.update(webhookEndpoints).set({ previousSecretUntil: new Date(Date.now() - 3_600_000) });
      await housekeeping(ctx);
      const [row] = await db.select().from(webhookEndpoints);
      expect(row).toMatchObject({ previousSecretSealed: null, previousSecretUntil: null });
    }));

  test('is made by a program whose token may write webhooks, without a password', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const program = (scopes: ['webhooks:write'] | ['webhooks:read']): AdminActor => ({
        ...alan,
        token: { id: newId(), name: 'CI', scopes },
      });
      const make = (actor: AdminActor) => outcome(createWebhook(contextFor(db, actor), wish));
      expect([await make(program(['webhooks:write'])), await make(program(['webhooks:read']))]).toEqual([
        'ok',
        'forbidden',
      ]);
    }));

  test('says everything that is wrong with it, beside the fields', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      await seedSession(db, alan);
      const wrong = async (more: Partial<typeof wish>) => {
        const refused = createWebhook(contextFor(db, alan), { ...wish, ...more });
        return Object.keys(await refused.then(() => ({})).catch((error) => error.fieldErrors)).toSorted();
      };
      expect(await wrong({ name: ' ', url: '', events: [] })).toEqual(['events', 'name', 'url']);
      expect(await wrong({ name: 'x'.repeat(81) })).toEqual(['name']);
      for (const url of ['http://a.test', 'ftp://a.test', 'https://me:pw@a.test', 'https://a.test/#x', 'a.test']) {
        expect(await wrong({ url })).toEqual(['url']);
      }
      for (const event of ['user.logged_in', 'webhook.test', 'nonsense']) {
        expect(await wrong({ events: ['app.created', event] })).toEqual(['events']);
      }
      const { webhookId } = await createWebhook(contextFor(db, alan), { ...wish, events: ['app.created', '*'] });
      expect(await getWebhook(contextFor(db, alan), { webhookId })).toMatchObject({ events: ['*'], state: 'active' });
    }));

  test('is one of fifty at most, however many are made at once', () =>
    unboxed(async (db) => {
      const { alan } = await seedWorld(db);
      await seedSession(db, alan);
      for (let made = 0; made < 47; made += 1) await seedWebhook(db);
      const { won, refused } = await crowd(() => createWebhook(contextFor(db, alan), wish), 8);
      expect(won).toHaveLength(3);
      expect(refused).toEqual(Array(5).fill(expect.objectContaining({ code: 'conflict' })));
    }));

  test('is changed by one of those who looked at the same version', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const webhookId = await seedWebhook(db);
      const change = (index: number) =>
        changeWebhook(contextFor(db, world.alan), {
          ...wish,
          name: `N${index}`,
          webhookId,
          version: 1,
          isActive: true,
        });
      const { won, refused } = await crowd(change, 8);
      expect(won).toEqual([{ version: 2 }]);
      expect(refused).toEqual(Array(7).fill(expect.objectContaining({ code: 'conflict' })));
    }));

  test('that is switched off gives up what waits, is told of nothing, and starts afresh', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const webhookId = await seedWebhook(db, { pausedAt: new Date(), failingSince: new Date() });
      await happen(db, world);
      await changeWebhook(ctx, { ...wish, webhookId, version: 1, isActive: false });
      await happen(db, world);
      const [waited, ...others] = await messages(db);
      expect([waited?.state, others]).toEqual(['failed', []]);
      expect(await getWebhook(ctx, { webhookId })).toMatchObject({ state: 'off', failed: 1, pending: 0 });
      const deliveryId = waited?.id ?? '';
      const whileOff = [
        () => redeliver(ctx, { webhookId, deliveryId }),
        () => redeliverFailed(ctx, { webhookId }),
        () => pauseWebhook(ctx, { webhookId }),
      ];
      expect(await outcomes(whileOff)).toEqual(Array(3).fill('conflict'));
      // One that slipped in while it was switched off is given up, too.
      await db.update(webhookDeliveries).set({ state: 'pending' });
      await deliver(db, { deliveryId, endpointId: webhookId });
      expect((await messages(db))[0]).toMatchObject({ state: 'failed', attempts: 0 });
      await changeWebhook(ctx, { ...wish, webhookId, version: await versionOf(db, world, webhookId), isActive: true });
      expect(await getWebhook(ctx, { webhookId })).toMatchObject({ state: 'active', failingSince: null });
      expect(await redeliverFailed(ctx, { webhookId })).toEqual({ count: 1 });
    }));

  test('that is paused keeps what happens, and sends it when it is resumed; both twice are once', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const program = await startReceiver();
      const webhookId = await seedWebhook(db, { url: program.url });
      for (const _twice of [1, 2]) await pauseWebhook(ctx, { webhookId });
      await happen(db, world);
      await happen(db, world);
      for (const { payload } of await deliveryJobs(db)) await deliver(db, payload);
      expect(program.heard).toEqual([]);
      expect(await getWebhook(ctx, { webhookId })).toMatchObject({ state: 'paused', pending: 2 });
      expect([await resumeWebhook(ctx, { webhookId }), await resumeWebhook(ctx, { webhookId })]).toEqual([
        { sent: 2 },
        { sent: 0 },
      ]);
      for (const { payload } of await deliveryJobs(db)) await deliver(db, payload);
      await program.stop();
      expect(program.heard).toHaveLength(2);
      const events = (await db.select().from(auditEvents).orderBy(auditEvents.id)).filter(({ event }) =>
        event.startsWith('webhook.'),
      );
      expect(events.map(({ event }) => event).toSorted()).toEqual(['webhook.paused', 'webhook.resumed']);
    }));

  test('that is deleted takes its messages along, and its jobs find nothing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.alan);
      const webhookId = await seedWebhook(db);
      await happen(db, world);
      await deleteWebhook(ctx, { webhookId });
      expect(await outcome(deleteWebhook(ctx, { webhookId }))).toBe('not_found');
      for (const { payload } of await deliveryJobs(db)) await deliver(db, payload);
      expect(await messages(db)).toEqual([]);
    }));
});
