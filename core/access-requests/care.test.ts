import { and, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { accessRequests, auditEvents, credentials, oneTimeTokens, organizations, settings } from '@/db/schema';
import { CROWD, crowd } from '@/test/crowd';
import { mailed, readRequest } from '@/test/decisions';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedWorld, type World } from '@/test/world';
import { asActor } from '../context';
import { claimCredential } from '../credentials/claim-credential';
import { systemActor } from '../identity/actor';
import { mintToken } from '../identity/tokens';
import { messageLoaders } from '../notifications/message-loaders';
import { approveAccessRequest } from './approve';
import { careForRequests } from './care';
import { getTracker } from './get-tracker';

const care = (db: Database) => careForRequests(contextFor(db, systemActor('test')));

async function approved(db: Database, world: World, daysAgo: number, app?: string) {
  const { requestId } = await seedRequest(db, world, app ? { app } : {});
  await approveAccessRequest(contextFor(db, world.priya), { requestId });
  await decided(db, requestId, daysAgo);
  return requestId;
}

async function decided(db: Database, requestId: string, daysAgo: number): Promise<void> {
  const decidedAt = sql`now() - make_interval(hours => ${Math.round(daysAgo * 24)})`;
  await db.update(accessRequests).set({ decidedAt }).where(eq(accessRequests.id, requestId));
}

async function remindedAgo(db: Database, requestId: string, days: number): Promise<void> {
  const claimRemindedAt = sql`now() - make_interval(days => ${days})`;
  await db.update(accessRequests).set({ claimRemindedAt }).where(eq(accessRequests.id, requestId));
}

async function keyOf(db: Database, requestId: string) {
  const [key] = await db.select().from(credentials).where(eq(credentials.accessRequestId, requestId));
  if (!key) throw new Error('there is no key');
  return key;
}

describe('an approval that nobody claims', () => {
  test('is announced to end a week before, once, and ends when its time is over', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const requestId = await approved(db, world, 22);
      expect(await care(db)).toEqual({ reminded: 0, ended: 0, failed: 0 });
      await decided(db, requestId, 24);
      expect(await care(db)).toEqual({ reminded: 1, ended: 0, failed: 0 });
      expect(await care(db)).toEqual({ reminded: 0, ended: 0, failed: 0 });
      const [mail] = await mailed(db, 'request-unclaimed');
      expect(mail).toMatchObject({ toUserId: world.ada.userId, subjectId: requestId });

      await decided(db, requestId, 31);
      await remindedAgo(db, requestId, 8);
      expect(await care(db)).toEqual({ reminded: 0, ended: 1, failed: 0 });
      expect(await care(db)).toEqual({ reminded: 0, ended: 0, failed: 0 });
      expect(await readRequest(db, requestId)).toMatchObject({
        status: 'withdrawn',
        decisionReason: 'Nobody generated the key in time.',
      });
      expect((await keyOf(db, requestId)).status).toBe('revoking');
      expect(await mailed(db, 'request-unclaimed-ended', 'request-withdrawn')).toMatchObject([
        { message: 'request-unclaimed-ended', toUserId: world.ada.userId },
      ]);
      const claim = claimCredential(contextFor(db, world.ada), { credentialId: (await keyOf(db, requestId)).id });
      expect(await outcome(claim)).toBe('conflict');
    }));

  test('never ends unannounced: where the setting became shorter the time counts from the reminder', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const requestId = await approved(db, world, 20);
      await db.update(settings).set({ unclaimedDays: 4 });
      expect(await care(db)).toEqual({ reminded: 1, ended: 0, failed: 0 });
      await remindedAgo(db, requestId, 1);
      expect(await care(db)).toEqual({ reminded: 0, ended: 0, failed: 0 });
      await remindedAgo(db, requestId, 2);
      expect(await care(db)).toEqual({ reminded: 0, ended: 1, failed: 0 });
    }));

  test('stays for ever where the setting says so, and while its organization is not active', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const requestId = await approved(db, world, 400);
      await db.update(settings).set({ unclaimedDays: 0 });
      expect(await care(db)).toEqual({ reminded: 0, ended: 0, failed: 0 });
      await db.update(settings).set({ unclaimedDays: 30 });
      await db.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.acme.id));
      expect(await care(db)).toEqual({ reminded: 0, ended: 0, failed: 0 });
      expect((await readRequest(db, requestId))?.status).toBe('approved');
    }));

  test('is no matter of the clock once the key is being made', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const requestId = await approved(db, world, 40);
      await claimCredential(contextFor(db, world.ada), { credentialId: (await keyOf(db, requestId)).id });
      expect(await care(db)).toEqual({ reminded: 0, ended: 0, failed: 0 });
      expect((await getTracker(contextFor(db, world.ada), { requestId })).claimEndsAt).toBeNull();
    }));

  test('the page and the mail say the same day', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const requestId = await approved(db, world, 24);
      await care(db);
      const ctx = contextFor(db, world.ada);
      const { claimEndsAt } = await getTracker(ctx, { requestId });
      const values = await messageLoaders['request-unclaimed']({
        ctx: asActor(ctx, systemActor('mail')),
        recipient: { userId: world.ada.userId, firstName: 'Ada', lastName: 'Test', address: world.ada.email },
        subjectId: requestId,
        facts: {},
        mint: async () => '',
      });
      const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
      expect(values?.endsOn).toBe(day.format(claimEndsAt ?? new Date(0)));
    }));

  test('its end kills the mailed link [T-30]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const requestId = await approved(db, world, 40);
      await mintToken(db, { purpose: 'confirm_request', subjectId: requestId, hours: 2 });
      await remindedAgo(db, requestId, 8);
      await care(db);
      const [link] = await db.select().from(oneTimeTokens).where(eq(oneTimeTokens.subjectId, requestId));
      expect(link?.voidedAt).toBeInstanceOf(Date);
    }));

  test('only the system looks after it', () =>
    inSandbox(async (db) => {
      const { priya } = await seedWorld(db);
      expect(await outcome(careForRequests(contextFor(db, priya)))).toBe('forbidden');
    }));

  test('one that fails does not hold up the others', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await approved(db, world, 40, 'One');
      const second = await approved(db, world, 39, 'Two');
      let calls = 0;
      const broken = contextFor(db, systemActor('test'));
      const faulty = new Proxy(db, {
        get(target, name, receiver) {
          if (name !== 'transaction') return Reflect.get(target, name, receiver) as unknown;
          calls += 1;
          if (calls === 1) throw new Error('the connection broke');
          return target.transaction.bind(target);
        },
      });
      expect(await careForRequests({ ...broken, db: faulty })).toEqual({ reminded: 1, ended: 0, failed: 1 });
      expect((await readRequest(db, second))?.claimRemindedAt).toBeInstanceOf(Date);
    }));

  // Delete requireDue from remindUnclaimed and endUnclaimed, and this must fail.
  test('a crowd of workers tells once and ends once', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const requestId = await approved(db, world, 40);
      await crowd(() => care(db), 8);
      expect(await mailed(db, 'request-unclaimed')).toHaveLength(1);
      await remindedAgo(db, requestId, 8);
      await crowd(() => care(db), 8);
      expect(await mailed(db, 'request-unclaimed-ended')).toHaveLength(1);
      const ends = await db
        .select()
        .from(auditEvents)
        .where(and(eq(auditEvents.subjectId, requestId), eq(auditEvents.event, 'access_request.withdrawn')))
        .orderBy(auditEvents.id);
      expect(ends).toHaveLength(1);
    }));

  // Delete `.for('update')` from lockAccessRequest, and this must fail.
  test('somebody who generates the key as it ends keeps it, or is told that it is too late', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      for (let round = 0; round < 6; round += 1) {
        const requestId = await approved(db, world, 40, `Round ${round}`);
        await remindedAgo(db, requestId, 8);
        const { id: credentialId } = await keyOf(db, requestId);
        const { won } = await crowd(async (index) => {
          if (index % 2 === 0) await care(db);
          else return claimCredential(contextFor(db, world.ada), { credentialId });
        }, CROWD / 2);
        const request = await readRequest(db, requestId);
        const key = await keyOf(db, requestId);
        const claims = won.filter((one) => one !== undefined);
        const isKept = claims.length > 0;
        expect([request?.status, key.status, round]).toEqual(
          isKept ? ['approved', 'provisioning', round] : ['withdrawn', 'revoking', round],
        );
      }
    }));
});
