import { eq } from 'drizzle-orm';
import { jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { accessRequests, auditEvents, settings, thirdParty } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { mailed, readRequest } from '@/test/decisions';
import { contextFor, inSandbox, TEST_PORTAL_URL, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { setUpThirdParty } from '@/test/third-party';
import { seedSession, seedWorld, type World } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { cancelAccessRequest } from '../access-requests/cancel';
import { systemActor } from '../identity/actor';
import { bytesOfSecret } from '../webhooks/secret';
import { changeThirdParty } from './change-third-party';
import { getContinuation } from './get-continuation';
import { getThirdParty } from './get-third-party';
import { handOverdueToAdmins } from './hand-overdue-to-admins';
import { renewThirdPartySecret } from './renew-secret';

const wish = {
  webhookUrl: 'https://decides.test/hook',
  redirectUrl: '',
  answerDays: 7,
  reachesPrivate: false,
  version: 0,
};
const REDIRECT = 'https://desk.test/start?lang=en';

async function waitingRequest(db: Database, world: World): Promise<string> {
  await db.update(settings).set({ decidedBy: 'third_party' });
  return (await seedRequest(db, world)).requestId;
}

const handOver = (db: Database) => handOverdueToAdmins(contextFor(db, systemActor('care')));

describe('the other system', () => {
  test('shows its secret once: no read, no row and no event holds it', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      await seedSession(db, alan);
      const ctx = contextFor(db, alan);
      const { secret } = await changeThirdParty(ctx, wish);
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/=]{44}$/);
      const second = await changeThirdParty(ctx, { ...wish, answerDays: 9, version: 1 });
      expect(second.secret).toBeNull();
      const renewed = await renewThirdPartySecret(ctx);
      expect(renewed.secret).not.toBe(secret);
      const kept = JSON.stringify([
        await getThirdParty(ctx),
        await db.select().from(auditEvents).orderBy(auditEvents.id),
        (await db.select().from(thirdParty)).map(({ secretSealed }) => secretSealed.toString('latin1')),
      ]);
      for (const one of [secret ?? '', renewed.secret]) expect(kept).not.toContain(one.slice(6));
    }));

  test('is changed by whoever proved again who they are, and the audit log says from what to what', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      await expect(changeThirdParty(ctx, wish)).rejects.toMatchObject({ code: 'proof_needed' });
      await seedSession(db, alan);
      await changeThirdParty(ctx, wish);
      await expect(changeThirdParty(ctx, wish)).rejects.toMatchObject({ code: 'conflict' });
      await changeThirdParty(ctx, { ...wish, answerDays: 30, version: 1 });
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'third_party.changed'))
        .orderBy(auditEvents.id);
      expect(events.map(({ detail }) => detail)).toContainEqual({ changes: { answerDays: { from: 7, to: 30 } } });
    }));

  test('has addresses without passwords, and unencrypted ones only in one’s own network', () =>
    inSandbox(async (db) => {
      await seedWorld(db);
      const change = (more: Partial<typeof wish>) =>
        changeThirdParty(contextFor(db, systemActor('test')), { ...wish, ...more });
      for (const webhookUrl of [
        'http://decides.test/hook',
        'ftp://decides.test',
        'https://me:secret@decides.test',
        'https://decides.test/#part',
        'decides.test',
      ]) {
        await expect(change({ webhookUrl })).rejects.toMatchObject({
          fieldErrors: { webhookUrl: [expect.any(String)] },
        });
      }
      await expect(change({ answerDays: 91 })).rejects.toMatchObject({
        fieldErrors: { answerDays: [expect.any(String)] },
      });
      await change({ webhookUrl: 'http://10.0.0.1/hook', reachesPrivate: true });
    }));

  test('that several set up at once is set up once, and each other one is told', () =>
    unboxed(async (db) => {
      await seedWorld(db);
      const { won, refused } = await crowd(() => changeThirdParty(contextFor(db, systemActor('test')), wish), 8);
      expect(won).toHaveLength(1);
      expect(refused).toEqual(Array(7).fill(expect.objectContaining({ code: 'conflict' })));
    }));

  test('that loses its addresses gives what waits for it to the admins at once', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await setUpThirdParty(db);
      const requestId = await waitingRequest(db, world);
      await changeThirdParty(contextFor(db, systemActor('test')), { ...wish, webhookUrl: '', version: 1 });
      expect(await readRequest(db, requestId)).toMatchObject({ status: 'pending', decider: 'admin' });
      expect(await mailed(db, 'request-to-decide')).toHaveLength(3);
    }));
});

describe('what it does not decide in time', () => {
  test('goes to the admins, once, who are told; what is not due stays', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await setUpThirdParty(db);
      const requestId = await waitingRequest(db, world);
      expect(await handOver(db)).toBe(0);
      expect(await mailed(db, 'request-to-decide')).toEqual([]);
      await db.update(accessRequests).set({ thirdPartyUntil: new Date(Date.now() - 3_600_000) });
      expect([await handOver(db), await handOver(db)]).toEqual([1, 0]);
      expect(await readRequest(db, requestId)).toMatchObject({ status: 'pending', decider: 'admin' });
      expect(await mailed(db, 'request-to-decide')).toHaveLength(3);
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'access_request.handed_to_admins'))
        .orderBy(auditEvents.id);
      expect(event).toMatchObject({ subjectId: requestId, detail: { why: expect.stringContaining('in time') } });
      await approveAccessRequest(contextFor(db, world.arun), { requestId, via: 'third_party' });
      expect(await readRequest(db, requestId)).toMatchObject({ decidedVia: 'admin' });
    }));

  // Leave the state out of the hand-over's condition, and admins are asked about what is decided.
  test('is handed over once by many workers, and never when somebody decides or cancels at that moment', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      await setUpThirdParty(db);
      for (const round of [1, 2, 3]) {
        const { requestId, handed } = await raceOf(db, world, `Approved ${round}`, (id) =>
          approveAccessRequest(contextFor(db, world.alan), { requestId: id, via: 'third_party' }),
        );
        const via = handed === 1 ? 'admin' : 'third_party';
        expect(await readRequest(db, requestId)).toMatchObject({ status: 'approved', decidedVia: via });
        const cancelled = await raceOf(db, world, `Cancelled ${round}`, (id) =>
          cancelAccessRequest(contextFor(db, world.ada), { requestId: id }),
        );
        expect(await readRequest(db, cancelled.requestId)).toMatchObject({ status: 'cancelled' });
      }
    }));
});

/** An overdue request, a crowd that hands over, and somebody who does `act` at the same time. */
async function raceOf(db: Database, world: World, app: string, act: (requestId: string) => Promise<unknown>) {
  await db.update(settings).set({ decidedBy: 'third_party' });
  const { requestId } = await seedRequest(db, world, { app });
  await db.update(accessRequests).set({ thirdPartyUntil: new Date(Date.now() - 3_600_000) });
  const before = (await mailed(db, 'request-to-decide')).length;
  const [crowded, met] = await Promise.all([crowd(() => handOver(db), 6), outcome(act(requestId))]);
  const handed = crowded.won.reduce((sum, one) => sum + one, 0);
  expect({ refused: crowded.refused, met }).toEqual({ refused: [], met: 'ok' });
  expect(handed).toBeLessThanOrEqual(1);
  expect((await mailed(db, 'request-to-decide')).length - before).toBe(handed * 3);
  return { requestId, handed };
}

describe('the way on to it', () => {
  test('carries a reference that only its secret makes, for this request, this person, this place, some minutes', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const secret = await setUpThirdParty(db, { webhookUrl: '', redirectUrl: REDIRECT });
      const requestId = await waitingRequest(db, world);
      const onward = await getContinuation(contextFor(db, world.ada), { requestId });
      expect(onward?.host).toBe('desk.test');
      const url = new URL(onward?.href ?? '');
      expect(`${url.origin}${url.pathname}`).toBe('https://desk.test/start');
      expect(url.searchParams.get('lang')).toBe('en');
      const reference = url.searchParams.get('reference') ?? '';
      const verify = (key: string, currentDate = new Date()) =>
        jwtVerify(reference, bytesOfSecret(key), {
          algorithms: ['HS256'],
          issuer: TEST_PORTAL_URL,
          audience: 'https://desk.test',
          currentDate,
        });
      const { payload } = await verify(secret);
      expect(payload).toMatchObject({
        sub: requestId,
        developer: world.ada.userId,
        returnUrl: `${TEST_PORTAL_URL}/requests/${requestId}`,
      });
      await expect(verify(`whsec_${Buffer.alloc(32).toString('base64')}`)).rejects.toThrow('signature');
      await expect(verify(secret, new Date(Date.now() + 16 * 60_000))).rejects.toThrow('exp');
    }));

  test('is there for those who share the app, while the request waits for the other system, and for nobody else', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await setUpThirdParty(db, { webhookUrl: '', redirectUrl: REDIRECT });
      const requestId = await waitingRequest(db, world);
      const way = async (actor: Parameters<typeof contextFor>[1]) =>
        (await getContinuation(contextFor(db, actor), { requestId })) !== null;
      expect([await way(world.ada), await way(world.tom)]).toEqual([true, true]);
      for (const actor of [world.eve, world.dora, world.alan, world.audrey, undefined])
        expect(await way(actor)).toBe(false);
      expect(await getContinuation(contextFor(db, world.ada), { requestId: 'nonsense' })).toBeNull();
      await approveAccessRequest(contextFor(db, world.alan), { requestId });
      expect(await way(world.ada)).toBe(false);
      const { requestId: forAdmins } = await seedRequest(db, world, { app: 'Other' });
      await db.update(accessRequests).set({ decider: 'admin' }).where(eq(accessRequests.id, forAdmins));
      expect(await getContinuation(contextFor(db, world.ada), { requestId: forAdmins })).toBeNull();
    }));
});
