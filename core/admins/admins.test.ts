import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { approverProducts, auditEvents, mails, users } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { seedRequest } from '@/test/requests';
import { seedAdmin, seedWorld, type World } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { listAccessRequests } from '../access-requests/list-requests';
import { countWaiting } from '../audit/count-waiting';
import type { AdminActor, AdminRole } from '../identity/actor';
import { loadActor } from '../identity/load-actor';
import { startSession } from '../identity/start-session';
import { activateDeveloper } from '../members/activate-developer';
import { activateAdmin } from './activate-admin';
import { addAdmin } from './add-admin';
import { changeAdmin } from './change-admin';
import { deactivateAdmin } from './deactivate-admin';
import { listAdmins } from './list-admins';
import { removeAdmin } from './remove-admin';
import { resendAdminInvitation } from './resend-admin-invitation';

const grace = { firstName: 'Grace', lastName: 'Hopper', email: 'Grace@Provider.test', productIds: [] };
const changeTo = (admin: AdminActor, role: AdminRole, productIds: string[] = [], version = 1) => ({
  userId: admin.userId,
  firstName: admin.firstName,
  lastName: admin.lastName,
  role,
  productIds,
  version,
});
/** The admin as they are from the next request on. */
async function afresh(db: Database, { userId }: { userId: string }): Promise<AdminActor> {
  const ctx = contextFor(db);
  const sessionId = await db.transaction((tx) => startSession(ctx, tx, { userId, kind: 'admin', userAgent: '' }));
  return (await loadActor(db, sessionId)) as AdminActor;
}
const owners = (db: Database) => db.$count(users, and(eq(users.adminRole, 'owner'), eq(users.status, 'active')));

describe('addAdmin', () => {
  test('makes an admin without a password and orders the mail with the link', () =>
    inSandbox(async (db) => {
      const { priya, payments } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      const { userId } = await addAdmin(ctx, { ...grace, role: 'approver', productIds: [payments.id] });
      const added = (await listAdmins(ctx)).find(({ id }) => id === userId);
      expect(added).toMatchObject({ email: 'grace@provider.test', role: 'approver', hasJoined: false });
      expect(added?.products).toEqual([{ id: payments.id, name: 'payments' }]);
      expect(await db.select().from(mails)).toMatchObject([{ message: 'admin-invitation', toUserId: userId }]);
      await resendAdminInvitation(ctx, { userId });
      expect(await db.$count(mails)).toBe(2);
    }));

  test('an address that has an account is refused beside its field, whoever has it', () =>
    inSandbox(async (db) => {
      const { priya, ada, alan } = await seedWorld(db);
      for (const { email } of [ada, alan]) {
        const refusal = await refusalOf(addAdmin(contextFor(db, priya), { ...grace, email, role: 'admin' }));
        expect(refusal).toMatchObject({ fieldErrors: { email: [expect.stringContaining('already')] } });
      }
    }));

  test('products of nowhere are refused', () =>
    inSandbox(async (db) => {
      const { priya, acme } = await seedWorld(db);
      for (const id of [acme.id, "'; drop table users"]) {
        const wish = { ...grace, role: 'approver' as const, productIds: [id] };
        expect(await refusalOf(addAdmin(contextFor(db, priya), wish))).toMatchObject({
          fieldErrors: { productIds: [expect.any(String)] },
        });
      }
    }));
});

describe('an approver of chosen products', () => {
  const limit = async (db: Database, { priya, arun }: World, productId: string) => {
    await changeAdmin(contextFor(db, priya), changeTo(arun, 'approver', [productId]));
    return afresh(db, arun);
  };

  test('decides, sees in the queue and is told of requests for those products, and nothing else', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const limited = await limit(db, world, world.payments.id);
      expect(limited.productIds).toEqual([world.payments.id]);
      const ctx = contextFor(db, limited);
      const mine = await seedRequest(db, world);
      const toldOf = await db.select().from(mails).where(eq(mails.toUserId, limited.userId));
      expect(toldOf).toMatchObject([{ message: 'request-to-decide', subjectId: mine.requestId }]);
      expect((await listAccessRequests(ctx, {})).rows.map(({ id }) => id)).toEqual([mine.requestId]);
      await approveAccessRequest(ctx, { requestId: mine.requestId });
      expect(await refusalOf(activateDeveloper(ctx, { userId: world.penny.userId }))).toMatchObject({
        code: 'forbidden',
      });
    }));

  test('does not decide, see or hear of what asks for another product', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const limited = await limit(db, world, world.weather.id);
      const ctx = contextFor(db, limited);
      const { requestId } = await seedRequest(db, world);
      expect(await refusalOf(approveAccessRequest(ctx, { requestId }))).toMatchObject({ code: 'forbidden' });
      expect((await listAccessRequests(ctx, {})).rows).toEqual([]);
      expect((await countWaiting(ctx)).requests.count).toBe(0);
      expect((await countWaiting(contextFor(db, world.alan))).requests.count).toBe(1);
      expect(await db.$count(mails, eq(mails.toUserId, limited.userId))).toBe(0);
    }));

  test('with another role decides everything again', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await limit(db, world, world.weather.id);
      await changeAdmin(contextFor(db, world.priya), changeTo(world.arun, 'admin', [world.weather.id], 2));
      expect(await afresh(db, world.arun)).toMatchObject({ role: 'admin', productIds: null });
      expect(await db.$count(approverProducts)).toBe(0);
    }));
});

describe('changing and removing admins', () => {
  test('counts from the next request of an open session, and the audit event says what it was [A-15]', () =>
    inSandbox(async (db) => {
      const { priya, alan } = await seedWorld(db);
      const before = await afresh(db, alan);
      await changeAdmin(contextFor(db, priya), changeTo(alan, 'auditor'));
      expect(await loadActor(db, before.sessionId)).toMatchObject({ role: 'auditor' });
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'admin.changed'))
        .orderBy(auditEvents.id);
      expect(event?.detail).toMatchObject({ role: { from: 'admin', to: 'auditor' } });
    }));

  test('nobody does it to themselves', () =>
    inSandbox(async (db) => {
      const { priya } = await seedWorld(db);
      await seedAdmin(db, 'Second', 'owner');
      const ctx = contextFor(db, priya);
      for (const work of [
        changeAdmin(ctx, changeTo(priya, 'auditor')),
        deactivateAdmin(ctx, priya),
        removeAdmin(ctx, priya),
      ]) {
        expect(await refusalOf(work)).toMatchObject({ code: 'conflict', message: expect.stringContaining('yourself') });
      }
    }));

  test('a deactivated one is out at once, and gets in again with the old role [A-14]', () =>
    inSandbox(async (db) => {
      const { priya, alan } = await seedWorld(db);
      const session = await afresh(db, alan);
      await deactivateAdmin(contextFor(db, priya), alan);
      expect(await loadActor(db, session.sessionId)).toEqual({ kind: 'anonymous' });
      await activateAdmin(contextFor(db, priya), alan);
      expect(await afresh(db, alan)).toMatchObject({ role: 'admin', status: 'active' });
    }));

  test('a removed one leaves a tombstone and a free address', () =>
    inSandbox(async (db) => {
      const { priya, alan } = await seedWorld(db);
      const session = await afresh(db, alan);
      await removeAdmin(contextFor(db, priya), alan);
      expect(await loadActor(db, session.sessionId)).toEqual({ kind: 'anonymous' });
      const [row] = await db.select().from(users).where(eq(users.id, alan.userId));
      expect(row).toMatchObject({ firstName: 'Deleted', passwordHash: null, deletedAt: expect.any(Date) });
      expect(await db.select().from(mails)).toMatchObject([{ message: 'account-deleted', toAddress: alan.email }]);
      await addAdmin(contextFor(db, priya), { ...grace, email: alan.email, role: 'auditor' });
    }));

  test('of two who save the same page one is told', () =>
    inSandbox(async (db) => {
      const { priya, alan } = await seedWorld(db);
      await changeAdmin(contextFor(db, priya), changeTo(alan, 'auditor'));
      const late = changeAdmin(contextFor(db, priya), changeTo(alan, 'owner'));
      expect(await refusalOf(late)).toMatchObject({ code: 'conflict' });
    }));

  // Leave out the lock on the owners' rows to see this fail.
  test('two owners who remove, demote or deactivate each other at once: one stays owner [Z-09] [R-05]', () =>
    unboxed(async (db) => {
      const { priya } = await seedWorld(db);
      for (const act of ['remove', 'demote', 'deactivate'] as const) {
        const [one, two] = [await seedAdmin(db, `One${act}`, 'owner'), await seedAdmin(db, `Two${act}`, 'owner')];
        await db.update(users).set({ status: 'inactive' }).where(eq(users.id, priya.userId));
        const against = (by: AdminActor, other: AdminActor) => {
          const ctx = contextFor(db, by);
          if (act === 'remove') return removeAdmin(ctx, other);
          return act === 'demote' ? changeAdmin(ctx, changeTo(other, 'admin')) : deactivateAdmin(ctx, other);
        };
        await Promise.allSettled([against(one, two), against(two, one)]);
        expect(await owners(db), act).toBe(1);
        await db.update(users).set({ adminRole: 'auditor' }).where(eq(users.adminRole, 'owner'));
      }
    }));
});
