import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { accessRequests, credentials, mails, notifications, organizations, plans, products } from '@/db/schema';
import { attempt, mailed, readRequest } from '@/test/decisions';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { approveAccessRequest } from './approve';
import { cancelAccessRequest } from './cancel';
import { declineAccessRequest } from './decline';
import { withdrawAccessRequest } from './withdraw';

describe('deciding', () => {
  test('an approval prepares the credential and sends the link; no key exists yet [I-12]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await approveAccessRequest(contextFor(db, world.arun), { requestId });

      expect(await readRequest(db, requestId)).toMatchObject({
        status: 'approved',
        decidedVia: 'admin',
        decidedBy: world.arun.userId,
        version: 2,
      });
      const [credential] = await db.select().from(credentials);
      expect(credential).toMatchObject({ accessRequestId: requestId, status: 'awaiting_claim', keyIdSealed: null });
      const [mail] = await mailed(db, 'request-approved-confirm');
      expect(mail).toMatchObject({ toUserId: world.ada.userId, subjectId: requestId });
      const [note] = await db.select().from(notifications).where(eq(notifications.userId, world.ada.userId));
      expect(note?.title).toBe('Your request for payments was approved');
      const told = [
        ...(await db.select({ id: mails.toUserId }).from(mails)),
        ...(await db.select({ id: notifications.userId }).from(notifications)),
      ].map(({ id }) => id);
      for (const { userId } of [world.eve, world.mallory, world.dora, world.dan]) expect(told).not.toContain(userId);
    }));

  test('the key gets the terms as they were asked for, whatever the plan and the product became since [Z-16]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await db.update(plans).set({ limitsPolicyId: 'plan-wider' }).where(eq(plans.id, world.standard.id));
      await db.update(products).set({ accessPolicyId: 'acl-wider' }).where(eq(products.id, world.payments.id));
      await approveAccessRequest(contextFor(db, world.priya), { requestId });
      const [credential] = await db.select({ wanted: credentials.wanted }).from(credentials);
      expect(credential?.wanted.policyIds).toEqual(['acl-payments', 'plan-standard']);
    }));

  test('a decline needs a reason, tells it, and leaves nothing behind that could become a key', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const decline = (reason: string) => declineAccessRequest(contextFor(db, world.priya), { requestId, reason });
      await expect(decline('  ')).rejects.toMatchObject({ fieldErrors: { reason: [expect.any(String)] } });
      await decline(' Use the Free plan. ');
      expect(await readRequest(db, requestId)).toMatchObject({
        status: 'declined',
        decisionReason: 'Use the Free plan.',
      });
      const [mail] = await mailed(db, 'request-declined');
      expect(mail).toMatchObject({ toUserId: world.ada.userId, facts: { reason: 'Use the Free plan.' } });
      expect(await db.select().from(credentials)).toEqual([]);
    }));

  test('the requester’s colleagues may cancel what nobody has decided, and only that', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await cancelAccessRequest(contextFor(db, world.tom), { requestId });
      expect(await readRequest(db, requestId)).toMatchObject({ status: 'cancelled' });
      const other = await seedRequest(db, world);
      await approveAccessRequest(contextFor(db, world.priya), other);
      expect(await outcome(cancelAccessRequest(contextFor(db, world.tom), other))).toBe('conflict');
    }));

  test('withdrawing an approval revokes its credential [K-16]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      expect(await attempt('withdraw', db, world.priya, requestId)).toBe('conflict');
      await approveAccessRequest(contextFor(db, world.priya), { requestId });
      await withdrawAccessRequest(contextFor(db, world.priya), { requestId, reason: 'Abuse.' });
      expect(await readRequest(db, requestId)).toMatchObject({ status: 'withdrawn', decisionReason: 'Abuse.' });
      const [credential] = await db.select({ status: credentials.status }).from(credentials);
      expect(credential?.status).toBe('revoking');
      const [mail] = await mailed(db, 'request-withdrawn');
      expect(mail).toMatchObject({ toUserId: world.ada.userId, facts: { reason: 'Abuse.' } });
    }));

  test('what could never be claimed is not approved [Z-11]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const approve = () => approveAccessRequest(contextFor(db, world.priya), { requestId });
      await db.update(products).set({ state: 'retired' }).where(eq(products.id, world.payments.id));
      await expect(approve()).rejects.toThrow('payments is no longer offered');
      await db.update(products).set({ state: 'deprecated' }).where(eq(products.id, world.payments.id));
      await db.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.acme.id));
      await expect(approve()).rejects.toThrow('Acme is not active');
      expect(await readRequest(db, requestId)).toMatchObject({ status: 'pending' });
    }));

  test('an admin who looks at an older version is told instead of obeyed [Z-16] [R-13]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await db.update(accessRequests).set({ version: 2 }).where(eq(accessRequests.id, requestId));
      const ctx = contextFor(db, world.priya);
      await expect(approveAccessRequest(ctx, { requestId, version: 1 })).rejects.toThrow('was changed since');
      await expect(declineAccessRequest(ctx, { requestId, reason: 'No.', version: 1 })).rejects.toThrow('was changed');
      await approveAccessRequest(ctx, { requestId, version: 2 });
    }));

  test('a crash before the commit leaves it pending, after the commit it is approved with its mail [K-01] [K-02]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const failing = (point: string) =>
        contextFor(db, world.priya, {
          fault: async (at) => {
            if (at === point) throw new Error(at);
          },
        });
      const { requestId } = await seedRequest(db, world);
      await expect(approveAccessRequest(failing('approve.beforeCommit'), { requestId })).rejects.toThrow();
      expect(await readRequest(db, requestId)).toMatchObject({ status: 'pending' });
      expect(await mailed(db, 'request-approved-confirm')).toEqual([]);
      await expect(approveAccessRequest(failing('approve.afterCommit'), { requestId })).rejects.toThrow();
      expect(await readRequest(db, requestId)).toMatchObject({ status: 'approved' });
      expect(await mailed(db, 'request-approved-confirm')).toHaveLength(1);
    }));
});
