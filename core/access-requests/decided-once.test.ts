import { and, eq, inArray } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, credentials } from '@/db/schema';
import { attempt, mailed, readRequest } from '@/test/decisions';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { approveAccessRequest } from './approve';
import { cancelAccessRequest } from './cancel';
import { declineAccessRequest } from './decline';

describe('a request is decided once', () => {
  test('twice is once: the second is told who was faster [Z-11] [R-04]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await approveAccessRequest(contextFor(db, world.alan), { requestId });
      const late = declineAccessRequest(contextFor(db, world.priya), { requestId, reason: 'No.' });
      await expect(late).rejects.toThrow('was approved already, by Alan Test');
    }));

  // Delete `.for('update')` from lockAccessRequest and applyApproval's status condition, and this must fail.
  test('many admins who approve and decline at once make one decision, one mail, at most one credential [R-04]', () =>
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
          )
          .orderBy(auditEvents.id);
        expect(decided).toHaveLength(1);
        const made = await db.select().from(credentials).where(eq(credentials.accessRequestId, requestId));
        expect(made).toHaveLength(decided[0]?.event === 'access_request.approved' ? 1 : 0);
      }
    }));

  test('an approval and a cancellation at once never leave a credential of a cancelled request [R-10]', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      for (let round = 0; round < 8; round += 1) {
        const { requestId } = await seedRequest(db, world, { app: `Round ${round}` });
        await Promise.all([
          outcome(approveAccessRequest(contextFor(db, world.priya), { requestId })),
          outcome(cancelAccessRequest(contextFor(db, world.ada), { requestId })),
        ]);
        const request = await readRequest(db, requestId);
        const made = await db.select().from(credentials).where(eq(credentials.accessRequestId, requestId));
        expect([request?.status, made.length]).toEqual(
          request?.status === 'cancelled' ? ['cancelled', 0] : ['approved', 1],
        );
      }
    }));
});
