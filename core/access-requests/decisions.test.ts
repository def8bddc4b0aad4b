import { randomUUID } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import {
  accessRequests,
  auditEvents,
  credentials,
  mails,
  notifications,
  organizations,
  plans,
  products,
} from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { castOf, seedWorld, type World } from '@/test/world';
import type { Actor } from '../identity/actor';
import { approveAccessRequest } from './approve';
import { cancelAccessRequest } from './cancel';
import { decideMany } from './decide-many';
import { declineAccessRequest } from './decline';
import { withdrawAccessRequest } from './withdraw';

const outcome = (work: Promise<unknown>) =>
  work.then(() => 'ok').catch((error: { code?: string }) => error.code ?? 'fault');
const read = async (db: Database, id: string) => {
  const [request] = await db.select().from(accessRequests).where(eq(accessRequests.id, id));
  return request;
};
const mailed = async (db: Database, ...messages: string[]) =>
  db.select().from(mails).where(inArray(mails.message, messages));

/** Does one of `acts` and answers `ok`, or why not. */
const attempt = (name: string, db: Database, actor: Actor, requestId: string) => {
  const act = acts[name];
  if (!act) throw new Error(`there is no act ${name}`);
  return outcome(act(db, actor, requestId));
};

type Act = (db: Database, actor: Actor, requestId: string) => Promise<unknown>;
const acts: Record<string, Act> = {
  approve: (db, actor, requestId) => approveAccessRequest(contextFor(db, actor), { requestId }),
  decline: (db, actor, requestId) => declineAccessRequest(contextFor(db, actor), { requestId, reason: 'Too much.' }),
  cancel: (db, actor, requestId) => cancelAccessRequest(contextFor(db, actor), { requestId }),
  withdraw: (db, actor, requestId) => withdrawAccessRequest(contextFor(db, actor), { requestId, reason: 'Abuse.' }),
};

describe('deciding', () => {
  test('an approval prepares the credential and sends the link; no key exists yet', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await approveAccessRequest(contextFor(db, world.arun), { requestId });

      expect(await read(db, requestId)).toMatchObject({
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
    }));

  test('the key gets the terms as they were asked for, whatever the plan and the product became since', () =>
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
      expect(await read(db, requestId)).toMatchObject({ status: 'declined', decisionReason: 'Use the Free plan.' });
      const [mail] = await mailed(db, 'request-declined');
      expect(mail).toMatchObject({ toUserId: world.ada.userId, facts: { reason: 'Use the Free plan.' } });
      expect(await db.select().from(credentials)).toEqual([]);
    }));

  test('the requester’s colleagues may cancel what nobody has decided, and only that', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await cancelAccessRequest(contextFor(db, world.tom), { requestId });
      expect(await read(db, requestId)).toMatchObject({ status: 'cancelled' });
      const other = await seedRequest(db, world);
      await approveAccessRequest(contextFor(db, world.priya), other);
      expect(await outcome(cancelAccessRequest(contextFor(db, world.tom), other))).toBe('conflict');
    }));

  test('withdrawing an approval revokes its credential', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      expect(await attempt('withdraw', db, world.priya, requestId)).toBe('conflict');
      await approveAccessRequest(contextFor(db, world.priya), { requestId });
      await withdrawAccessRequest(contextFor(db, world.priya), { requestId, reason: 'Abuse.' });
      expect(await read(db, requestId)).toMatchObject({ status: 'withdrawn', decisionReason: 'Abuse.' });
      const [credential] = await db.select({ status: credentials.status }).from(credentials);
      expect(credential?.status).toBe('revoking');
      const [mail] = await mailed(db, 'request-withdrawn');
      expect(mail).toMatchObject({ toUserId: world.ada.userId, facts: { reason: 'Abuse.' } });
    }));

  test('what could never be claimed is not approved', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const approve = () => approveAccessRequest(contextFor(db, world.priya), { requestId });
      await db.update(products).set({ state: 'retired' }).where(eq(products.id, world.payments.id));
      await expect(approve()).rejects.toThrow('payments is no longer offered');
      await db.update(products).set({ state: 'deprecated' }).where(eq(products.id, world.payments.id));
      await db.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.acme.id));
      await expect(approve()).rejects.toThrow('Acme is not active');
      expect(await read(db, requestId)).toMatchObject({ status: 'pending' });
    }));

  test('an admin who looks at an older version is told instead of obeyed', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await db.update(accessRequests).set({ version: 2 }).where(eq(accessRequests.id, requestId));
      const ctx = contextFor(db, world.priya);
      await expect(approveAccessRequest(ctx, { requestId, version: 1 })).rejects.toThrow('was changed since');
      await expect(declineAccessRequest(ctx, { requestId, reason: 'No.', version: 1 })).rejects.toThrow('was changed');
      await approveAccessRequest(ctx, { requestId, version: 2 });
    }));

  test('a crash before the commit leaves it pending, after the commit it is approved with its mail', () =>
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
      expect(await read(db, requestId)).toMatchObject({ status: 'pending' });
      expect(await mailed(db, 'request-approved-confirm')).toEqual([]);
      await expect(approveAccessRequest(failing('approve.afterCommit'), { requestId })).rejects.toThrow();
      expect(await read(db, requestId)).toMatchObject({ status: 'approved' });
      expect(await mailed(db, 'request-approved-confirm')).toHaveLength(1);
    }));
});

describe('who may decide', () => {
  const allowed: Record<string, readonly string[]> = {
    approve: ['priya', 'alan', 'arun'],
    decline: ['priya', 'alan', 'arun'],
    cancel: ['ada', 'tom'],
    withdraw: ['priya', 'alan', 'arun'],
  };
  test.each(Object.keys(acts))('%s: those who may, and nobody else', (name) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const [who, actor] of Object.entries(castOf(world))) {
        const { requestId } = await seedRequest(db, world, { app: who });
        if (name === 'withdraw') await approveAccessRequest(contextFor(db, world.priya), { requestId });
        const expected = allowed[name]?.includes(who) ? 'ok' : refusalFor(world, actor);
        expect([who, await attempt(name, db, actor, requestId)]).toEqual([who, expected]);
      }
    }),
  );

  test('a stranger cannot tell a real request from one that never was', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      for (const act of Object.values(acts)) {
        const refusal = (id: string) => act(db, world.eve, id).catch((error: unknown) => error);
        const [real, imaginary] = [await refusal(requestId), await refusal(randomUUID())];
        expect(real).toMatchObject({ code: 'not_found' });
        expect(real).toEqual(imaginary);
      }
    }));
});

/** Of Ada's request: those who see it may not, for the others it does not exist. */
function refusalFor(world: World, actor: Actor): 'forbidden' | 'not_found' {
  return actor.kind === 'admin' || actor === world.ada || actor === world.tom ? 'forbidden' : 'not_found';
}

describe('a request is decided once', () => {
  test('twice is once: the second is told who was faster', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await approveAccessRequest(contextFor(db, world.alan), { requestId });
      const late = declineAccessRequest(contextFor(db, world.priya), { requestId, reason: 'No.' });
      await expect(late).rejects.toThrow('was approved already, by Alan Test');
    }));

  // Delete `.for('update')` from lockAccessRequest and applyApproval's status condition, and this must fail.
  test('many admins who approve and decline at once make one decision, one mail, at most one credential', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      for (let round = 0; round < 6; round += 1) {
        const { requestId } = await seedRequest(db, world, { app: `Round ${round}` });
        const crowd = Array.from({ length: 10 }, (_, number) => {
          return attempt(
            number % 2 === 0 ? 'approve' : 'decline',
            db,
            number % 3 === 0 ? world.priya : world.alan,
            requestId,
          );
        });
        const outcomes = await Promise.all(crowd);
        expect(outcomes.filter((result) => result === 'ok')).toHaveLength(1);
        expect(outcomes.filter((result) => result === 'conflict')).toHaveLength(9);
        const sent = await mailed(db, 'request-approved-confirm', 'request-declined');
        expect(sent.filter(({ subjectId }) => subjectId === requestId)).toHaveLength(1);
        const decided = await db
          .select({ event: auditEvents.event })
          .from(auditEvents)
          .where(
            and(
              eq(auditEvents.subjectId, requestId),
              inArray(auditEvents.event, ['access_request.approved', 'access_request.declined']),
            ),
          );
        expect(decided).toHaveLength(1);
        const made = await db.select().from(credentials).where(eq(credentials.accessRequestId, requestId));
        expect(made).toHaveLength(decided[0]?.event === 'access_request.approved' ? 1 : 0);
      }
    }));

  test('an approval and a cancellation at once never leave a credential of a cancelled request', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      for (let round = 0; round < 8; round += 1) {
        const { requestId } = await seedRequest(db, world, { app: `Round ${round}` });
        await Promise.all([
          outcome(approveAccessRequest(contextFor(db, world.priya), { requestId })),
          outcome(cancelAccessRequest(contextFor(db, world.ada), { requestId })),
        ]);
        const request = await read(db, requestId);
        const made = await db.select().from(credentials).where(eq(credentials.accessRequestId, requestId));
        expect([request?.status, made.length]).toEqual(
          request?.status === 'cancelled' ? ['cancelled', 0] : ['approved', 1],
        );
      }
    }));
});

describe('deciding many', () => {
  test('each row is decided for itself and says what became of it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const one = await seedRequest(db, world, { app: 'One' });
      const taken = await seedRequest(db, world, { app: 'Taken' });
      await approveAccessRequest(contextFor(db, world.alan), taken);
      const ids = [one.requestId, taken.requestId, randomUUID(), one.requestId];

      const results = await decideMany(contextFor(db, world.priya), { ids, decision: 'approve', reason: '' });

      expect(results).toEqual([
        { id: one.requestId, appName: 'One', refusal: null },
        { id: taken.requestId, appName: 'Taken', refusal: 'This request was approved already, by Alan Test.' },
        { id: ids[2], appName: 'Unknown request', refusal: 'There is nothing here, or you may not see it.' },
      ]);
      expect(await read(db, one.requestId)).toMatchObject({ status: 'approved' });
    }));

  test('nothing chosen, or a decline without a reason, changes nothing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const decide = (ids: string[], reason: string) =>
        outcome(decideMany(contextFor(db, world.priya), { ids, decision: 'decline', reason }));
      expect(await decide([], 'No.')).toBe('invalid');
      expect(await decide([requestId], ' ')).toBe('invalid');
      expect(await read(db, requestId)).toMatchObject({ status: 'pending' });
      expect(await decide([requestId], 'No.')).toBe('ok');
    }));

  test('an auditor decides nothing', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const decide = (actor: Actor) =>
        outcome(decideMany(contextFor(db, actor), { ids: [requestId], decision: 'approve', reason: '' }));
      expect(await decide(world.audrey)).toBe('forbidden');
      expect(await decide(world.ada)).toBe('forbidden');
    }));
});
