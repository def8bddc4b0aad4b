import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEvents, credentials, requestMessages } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { mailed, readRequest } from '@/test/decisions';
import { contextFor, unboxed } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { DomainError } from '../errors';
import { resumeOrganization } from '../organizations/resume-organization';
import { suspendOrganization } from '../organizations/suspend-organization';
import { approveAccessRequest } from './approve';
import { askInformation } from './ask-information';
import { cancelAccessRequest } from './cancel';
import { giveInformation } from './give-information';

const ROUNDS = 6;
const ENDS = ['access_request.approved', 'access_request.cancelled'];

describe('approve against ask, answer, cancel and suspend', () => {
  // Delete `.for('update')` from lockAccessRequest, and this must fail.
  test('a request ends once, nothing is asked after its end, and no key is for a cancelled one', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      for (let round = 0; round < ROUNDS; round += 1) {
        const { requestId } = await seedRequest(db, world, { app: `Round ${round}` });
        const { refused } = await crowd((index) => {
          switch (index % 4) {
            case 0:
              return approveAccessRequest(contextFor(db, world.priya), { requestId });
            case 1:
              return askInformation(contextFor(db, world.arun), { requestId, question: `Question ${index}` });
            case 2:
              return giveInformation(contextFor(db, world.ada), { requestId, message: `Answer ${index}` });
            default:
              return cancelAccessRequest(contextFor(db, world.tom), { requestId });
          }
        });
        for (const refusal of refused) expect(refusal).toBeInstanceOf(DomainError);
        const events = await db
          .select({ event: auditEvents.event })
          .from(auditEvents)
          .where(eq(auditEvents.subjectId, requestId))
          .orderBy(asc(auditEvents.id));
        const names = events.map(({ event }) => event);
        expect(names.filter((name) => ENDS.includes(name))).toHaveLength(1);
        const messages = await db.select().from(requestMessages).where(eq(requestMessages.accessRequestId, requestId));
        const told = names.filter((name) => name.startsWith('access_request.information_'));
        expect(messages).toHaveLength(told.length);
        const request = await readRequest(db, requestId);
        const made = await db.select().from(credentials).where(eq(credentials.accessRequestId, requestId));
        expect([request?.status, made.length]).toEqual(
          names.includes('access_request.approved') ? ['approved', 1] : ['cancelled', 0],
        );
        // Each message raised it by one, and so did the end.
        expect(request?.version).toBe(1 + messages.length + 1);
        const mails = await mailed(db, 'request-information-asked');
        const questions = messages.filter(({ side }) => side === 'provider');
        expect(mails.filter(({ subjectId }) => subjectId === requestId)).toHaveLength(questions.length);
      }
    }));

  test('nothing is decided or asked in a suspended organization, whoever was first', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      for (let round = 0; round < ROUNDS; round += 1) {
        const { requestId } = await seedRequest(db, world, { app: `Round ${round}` });
        await crowd((index) => {
          if (index === 5) {
            const reason = 'Unpaid.';
            return suspendOrganization(contextFor(db, world.priya), { organizationId: world.acme.id, reason });
          }
          return index % 2 === 0
            ? approveAccessRequest(contextFor(db, world.alan), { requestId })
            : askInformation(contextFor(db, world.arun), { requestId, question: `Question ${index}` });
        });
        const asked = () => db.select().from(requestMessages).where(eq(requestMessages.accessRequestId, requestId));
        const before = await asked();
        const request = await readRequest(db, requestId);
        const made = await db.select().from(credentials).where(eq(credentials.accessRequestId, requestId));
        expect(made).toHaveLength(request?.status === 'approved' ? 1 : 0);
        const late = await crowd(() =>
          askInformation(contextFor(db, world.arun), { requestId, question: 'Is anybody there?' }),
        );
        expect(late.won).toEqual([]);
        expect(await asked()).toHaveLength(before.length);
        await resumeOrganization(contextFor(db, world.priya), { organizationId: world.acme.id });
      }
    }));

  test('many who ask the same at once ask once', () =>
    unboxed(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const { won } = await crowd(() => askInformation(contextFor(db, world.arun), { requestId, question: 'Why?' }));
      expect(won).toHaveLength(16);
      expect(await db.select().from(requestMessages)).toHaveLength(1);
      expect(await mailed(db, 'request-information-asked')).toHaveLength(1);
    }));
});
