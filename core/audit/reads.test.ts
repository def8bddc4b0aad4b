import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { credentials, gateways, mails } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { seedWebhook } from '@/test/webhooks';
import { castOf, seedWorld } from '@/test/world';
import { approveAccessRequest } from '../access-requests/approve';
import { activateDeveloper } from '../members/activate-developer';
import { mutate } from '../mutate';
import { countWaiting } from './count-waiting';
import { listAuditEvents } from './list-events';
import { listHistory } from './list-history';
import { listProblems } from './list-problems';

describe('what portal admins read', () => {
  test('the log is filtered by kind, event, actor, subject and day', () =>
    inSandbox(async (db) => {
      // Midnight may pass while the test runs.
      const day = () => new Date().toISOString().slice(0, 10);
      const from = day();
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await approveAccessRequest(contextFor(db, world.arun), { requestId });
      const find = async (filters: Parameters<typeof listAuditEvents>[1]) =>
        (await listAuditEvents(contextFor(db, world.audrey), filters)).rows.map(({ event }) => event);

      expect((await find({ event: 'access_request' })).sort()).toEqual([
        'access_request.approved',
        'access_request.submitted',
      ]);
      expect(await find({ event: 'access_request.approved' })).toHaveLength(1);
      expect((await find({ who: 'arun' })).sort()).toEqual(['access_request.approved', 'credential.prepared']);
      expect(await find({ object: requestId })).toHaveLength(2);
      expect(await find({ object: 'nonsense' })).toEqual([]);
      expect((await find({ from, to: day() })).length).toBeGreaterThan(3);
      expect(await find({ from: '2001-01-01', to: '2001-01-02' })).toEqual([]);
      expect((await find({ from: 'nonsense', to: '2026-13-77' })).length).toBeGreaterThan(3);
    }));

  test('a line of the log names what it happened to and the record that tells about it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId, appId } = await seedRequest(db, world, { plan: world.free });
      await activateDeveloper(contextFor(db, world.arun), { userId: world.penny.userId });
      const { rows } = await listAuditEvents(contextFor(db, world.audrey), {});
      const subjectOf = (event: string) => rows.find((row) => row.event === event)?.subject;
      expect(subjectOf('access_request.submitted')).toEqual({
        name: 'Harbour lights',
        about: { kind: 'access_request', id: requestId },
      });
      expect(subjectOf('credential.prepared')).toEqual({ name: 'Harbour lights', about: { kind: 'app', id: appId } });
      expect(subjectOf('user.activated')).toEqual({
        name: 'Penny Test',
        about: { kind: 'user', id: world.penny.userId },
      });
      expect(subjectOf('gateway.added')).toMatchObject({ about: { kind: 'gateway' } });
    }));

  test('what happened to the offer leads to its pages as well', () =>
    inSandbox(async (db) => {
      const { priya, audrey, payments, standard, publicCatalog, backend } = await seedWorld(db);
      const ids = {
        ...{ product: payments.id, plan: standard.id, catalog: publicCatalog.id, team: backend.id },
        admin: priya.userId,
      };
      await mutate(contextFor(db, priya), async (unit) => {
        for (const [kind, id] of Object.entries(ids)) {
          await unit.audit('demo.seeded', { kind: kind === 'admin' ? 'user' : kind, id });
        }
      });
      const { rows } = await listAuditEvents(contextFor(db, audrey), { event: 'demo.seeded' });
      const about = Object.fromEntries(rows.map(({ subject }) => [subject?.about?.kind, subject?.about?.id]));
      expect(about).toEqual({ ...ids, product: payments.slug, catalog: publicCatalog.slug });
      expect(rows.map(({ subject }) => subject?.about?.kind).sort()).toEqual(Object.keys(ids).sort());
    }));

  test('nothing but the requests of their products waits for an approver of chosen products', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedRequest(db, world);
      const counts = async (actor: typeof world.arun) => {
        const { developers, organizations, requests } = await countWaiting(contextFor(db, actor));
        return [developers.count, organizations.count, requests.count];
      };
      expect(await counts(world.arun)).toEqual([1, 1, 1]);
      expect(await counts(world.audrey)).toEqual([1, 1, 1]);
      expect(await counts({ ...world.arun, productIds: [world.payments.id] })).toEqual([0, 0, 1]);
      expect(await counts({ ...world.arun, productIds: [world.weather.id] })).toEqual([0, 0, 0]);
    }));

  test('the history of one thing is told oldest first', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { requestId } = await seedRequest(db, world);
      await approveAccessRequest(contextFor(db, world.arun), { requestId });
      const subjects = [{ kind: 'access_request', id: requestId }];
      const told = await listHistory(contextFor(db, world.priya), { subjects });
      expect(told.map(({ event, actor }) => [event, actor]).sort()).toEqual([
        ['access_request.approved', 'Arun Test'],
        ['access_request.submitted', 'Ada Test'],
      ]);
    }));

  test('keys that failed, mails that were refused, gateways in trouble and paused webhooks are problems', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await seedRequest(db, world, { plan: world.free });
      await db.update(credentials).set({ status: 'failed', lastError: 'policy not found' });
      await db.update(mails).set({ state: 'failed', lastError: 'no such mailbox' });
      await db.update(gateways).set({ lastProblem: 'The gateway does not answer.' });
      const pausedAt = new Date('2026-11-20T08:00:00Z');
      await seedWebhook(db, { name: 'Off', isActive: false });
      const webhookId = await seedWebhook(db, { name: 'CRM', pausedAt });
      const problems = await listProblems(contextFor(db, world.audrey));
      expect(problems.webhooks).toEqual([{ id: webhookId, name: 'CRM', since: pausedAt }]);
      expect(problems.keys).toMatchObject([{ appName: 'Harbour lights', reason: 'policy not found' }]);
      expect(problems.mails).toMatchObject([{ message: 'request-approved-confirm', to: world.ada.email }]);
      expect(problems.gateways).toMatchObject([{ problem: 'The gateway does not answer.' }]);
      const waiting = await countWaiting(contextFor(db, world.audrey));
      expect(waiting).toMatchObject({
        failedKeys: 1,
        failedMails: 1,
        deadJobs: 0,
        gatewayProblems: 1,
        developers: { count: 1 },
      });
      expect(waiting.developers.oldest).toBeInstanceOf(Date);
      expect(waiting.organizations.count).toBe(1);
    }));

  test('of more than a thousand that wait nobody counts the rest, and the oldest is still the oldest', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.execute(sql`insert into organizations (id, name, name_key, status, created_at)
        select gen_random_uuid(), 'Queue ' || n, 'queue ' || n, 'pending', timestamptz '2026-01-02Z' + n * interval '1 minute'
        from generate_series(0, 1200) n`);
      const { organizations } = await countWaiting(contextFor(db, world.priya));
      expect(organizations).toEqual({ count: 1001, oldest: new Date('2026-01-02T00:00:00Z') });
    }));

  test('a job that will not be tried again is counted as dead', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.execute(sql`select graphile_worker.add_job('mail.send', max_attempts := 1)`);
      await db.execute(sql`update graphile_worker._private_jobs set attempts = max_attempts where max_attempts = 1`);
      expect(await countWaiting(contextFor(db, world.priya))).toMatchObject({ deadJobs: 1 });
    }));

  test('nobody else reads any of it', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const subjects = [{ kind: 'user', id: world.ada.userId }];
      for (const [who, actor] of Object.entries(castOf(world))) {
        const ctx = contextFor(db, actor);
        const expected = actor.kind === 'admin' ? 'ok' : 'not_found';
        const reads = [
          () => listAuditEvents(ctx, {}),
          () => listHistory(ctx, { subjects }),
          () => listProblems(ctx),
          () => countWaiting(ctx),
        ];
        const outcomes: string[] = [];
        for (const read of reads) outcomes.push(await outcome(read()));
        expect([who, ...outcomes]).toEqual([who, ...reads.map(() => expected)]);
      }
    }));
});
