import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
  accessRequests,
  approverProducts,
  auditEvents,
  notifications,
  organizations,
  requestMessages,
} from '@/db/schema';
import { mailed, readRequest } from '@/test/decisions';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedWorld } from '@/test/world';
import { exportMyData } from '../members/export-my-data';
import { approveAccessRequest } from './approve';
import { askInformation } from './ask-information';
import { getTracker } from './get-tracker';
import { giveInformation } from './give-information';
import { listMyRequests } from './list-my-requests';
import { listRequestHistory } from './list-request-history';

const question = 'Which shops will call?';

describe('needs information', () => {
  test('a question stands on the page, goes out by mail, and the request waits for the answer', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await askInformation(contextFor(db, world.arun), { requestId, question: `  ${question}\r\n` });

      const request = await readRequest(db, requestId);
      expect(request).toMatchObject({ status: 'pending', informationAskedBy: world.arun.userId, version: 2 });
      expect(request?.informationAskedAt).toBeInstanceOf(Date);
      const [mail] = await mailed(db, 'request-information-asked');
      expect(mail).toMatchObject({ toUserId: world.ada.userId, subjectId: requestId });
      const { messages } = await getTracker(contextFor(db, world.ada), { requestId });
      expect(messages).toMatchObject([{ side: 'provider', body: question, isMine: false }]);
    }));

  test('developers are not told who asked, admins are', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await askInformation(contextFor(db, world.arun), { requestId, question });
      const authors = async (actor: typeof world.ada | typeof world.alan) =>
        (await getTracker(contextFor(db, actor), { requestId })).messages.map(({ author }) => author);
      expect(await authors(world.tom)).toEqual([null]);
      expect(await authors(world.alan)).toEqual(['Arun Test']);
      const history = await listRequestHistory(contextFor(db, world.tom), { requestId });
      expect(history.map(({ event, by }) => [event, by])).toEqual([
        ['access_request.submitted', 'Ada Test'],
        ['access_request.information_asked', null],
      ]);
    }));

  test('what approves itself was decided by nobody who asked', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world, { plan: world.free });
      const history = await listRequestHistory(contextFor(db, world.ada), { requestId });
      expect(history.map(({ event, by, isProvider }) => [event, by, isProvider])).toEqual([
        ['access_request.submitted', 'Ada Test', false],
        ['access_request.approved', null, false],
      ]);
      expect(history[0]?.at).toBeInstanceOf(Date);
    }));

  test('the same question twice is asked once, and another one is asked', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const ask = (text: string) =>
        askInformation(contextFor(db, world.arun), { requestId, question: text, version: 1 });
      await ask(question);
      await ask(question);
      expect(await mailed(db, 'request-information-asked')).toHaveLength(1);
      await expect(ask('And from where?')).rejects.toThrow('was changed since');
      await askInformation(contextFor(db, world.arun), { requestId, question: 'And from where?' });
      expect(await db.select().from(requestMessages)).toHaveLength(2);
    }));

  test('any colleague who shares the app answers; whoever asked is told, and the request waits for them again', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await askInformation(contextFor(db, world.arun), { requestId, question });
      await giveInformation(contextFor(db, world.tom), { requestId, message: 'Three in Berlin.' });

      expect(await readRequest(db, requestId)).toMatchObject({
        informationAskedAt: null,
        status: 'pending',
        version: 3,
      });
      const mails = await mailed(db, 'request-information-given');
      expect(mails.map(({ toUserId }) => toUserId)).toEqual([world.arun.userId]);
      const [note] = await db
        .select()
        .from(notifications)
        .where(
          and(eq(notifications.userId, world.arun.userId), eq(notifications.kind, 'access_request.information_given')),
        );
      expect(note).toMatchObject({ title: 'Tom Test wrote about the request for payments' });
      const { messages } = await getTracker(contextFor(db, world.tom), { requestId });
      expect(messages.map(({ side, author, isMine }) => [side, author, isMine])).toEqual([
        ['provider', null, false],
        ['developer', 'Tom Test', true],
      ]);
    }));

  test('without somebody who asked and still decides, everybody who may decide is told', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await askInformation(contextFor(db, world.arun), { requestId, question });
      await db.insert(approverProducts).values({ userId: world.arun.userId, productId: world.weather.id });
      await giveInformation(contextFor(db, world.ada), { requestId, message: 'Three in Berlin.' });
      const told = (await mailed(db, 'request-information-given')).map(({ toUserId }) => toUserId);
      expect(new Set(told)).toEqual(new Set([world.priya.userId, world.alan.userId]));
    }));

  test('the same answer twice is one, and more than ten in an hour are too many', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const give = (message: string) => giveInformation(contextFor(db, world.ada), { requestId, message });
      await give('One');
      await give('One');
      expect(await db.select().from(requestMessages)).toHaveLength(1);
      for (let more = 3; more <= 10; more += 1) await give(`Message ${more}`);
      expect(await outcome(give('Eleven'))).toBe('too_many');
    }));

  test('an admin who looks at the request as it was before the answer is told instead of obeyed [R-13]', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await giveInformation(contextFor(db, world.ada), { requestId, message: 'We need the other plan after all.' });
      const late = approveAccessRequest(contextFor(db, world.priya), { requestId, version: 1 });
      await expect(late).rejects.toThrow('was changed since');
    }));

  test('nothing is asked or answered once it was decided, or while the organization is suspended', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const ask = () => askInformation(contextFor(db, world.priya), { requestId, question });
      const give = () => giveInformation(contextFor(db, world.ada), { requestId, message: 'Yes.' });
      await db.update(organizations).set({ status: 'suspended' }).where(eq(organizations.id, world.acme.id));
      await expect(ask()).rejects.toThrow('Acme is not active, so nobody there can answer');
      await expect(give()).rejects.toThrow('Acme is not active');
      await db.update(organizations).set({ status: 'active' }).where(eq(organizations.id, world.acme.id));
      await approveAccessRequest(contextFor(db, world.priya), { requestId });
      await expect(ask()).rejects.toThrow('was approved already');
      await expect(give()).rejects.toThrow('was approved already');
      expect(await db.select().from(requestMessages)).toEqual([]);
    }));

  test('an empty question or answer is refused beside its field', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const empty = askInformation(contextFor(db, world.priya), { requestId, question: ' \n ' });
      await expect(empty).rejects.toMatchObject({ fieldErrors: { question: [expect.any(String)] } });
      const long = giveInformation(contextFor(db, world.ada), { requestId, message: 'ä'.repeat(4001) });
      await expect(long).rejects.toMatchObject({ fieldErrors: { message: [expect.any(String)] } });
    }));

  test('where the requester has left, the app’s owner is asked', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world, { by: world.tom, app: world.ledger });
      await db.update(accessRequests).set({ requestedBy: null }).where(eq(accessRequests.id, requestId));
      await askInformation(contextFor(db, world.priya), { requestId, question });
      const [mail] = await mailed(db, 'request-information-asked');
      expect(mail).toMatchObject({ toUserId: world.ada.userId });
    }));

  test('the list says whose turn it is, and an export of one’s data has what one wrote', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      const needsAnswer = async () =>
        (await listMyRequests(contextFor(db, world.tom))).rows.map((line) => line.needsAnswer);
      expect(await needsAnswer()).toEqual([false]);
      await askInformation(contextFor(db, world.arun), { requestId, question });
      expect(await needsAnswer()).toEqual([true]);
      await giveInformation(contextFor(db, world.tom), { requestId, message: 'Three.' });
      expect(await needsAnswer()).toEqual([false]);
      const { messages } = await exportMyData(contextFor(db, world.tom));
      expect(messages).toMatchObject([{ requestId, body: 'Three.' }]);
    }));

  test('both are in the audit log with what was written', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await askInformation(contextFor(db, world.arun), { requestId, question });
      await giveInformation(contextFor(db, world.ada), { requestId, message: 'Three.' });
      const events = await db
        .select({ event: auditEvents.event, detail: auditEvents.detail })
        .from(auditEvents)
        .where(eq(auditEvents.subjectId, requestId))
        .orderBy(auditEvents.id);
      expect(events).toContainEqual({ event: 'access_request.information_asked', detail: { question } });
      const detail = { message: 'Three.', wasAsked: true };
      expect(events).toContainEqual({ event: 'access_request.information_given', detail });
    }));
});
