import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { accessRequests, organizations, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedRequest } from '@/test/requests';
import { castOf, seedWorld, type World } from '@/test/world';
import { countWaiting } from '../audit/count-waiting';
import type { PageRequest } from '../keyset';
import type { InboxFilters } from './inbox-filters';
import type { InboxLine } from './inbox-lines';
import { type InboxSort, listInbox } from './list-inbox';

const nameOf = (line: InboxLine) => (line.kind === 'request' ? line.appName : line.name);
const namesOf = (page: { rows: InboxLine[] }) => page.rows.map(nameOf);

/** Penny waits for 6 days, Waiting Works for 5, the apps for 4, 3, … */
async function stage(db: Database, apps: string[] = ['Harbour', 'Lamp']) {
  const world = await seedWorld(db);
  const ago = (days: number) => ({ createdAt: sql`now() - make_interval(days => ${days})` });
  await db.update(users).set(ago(6)).where(eq(users.id, world.penny.userId));
  await db
    .update(organizations)
    .set({ ...ago(5), requestedBy: world.dora.userId, purpose: 'Rowing boats' })
    .where(eq(organizations.id, world.waiting.id));
  const ids: string[] = [];
  for (const [index, app] of apps.entries()) {
    const { requestId } = await seedRequest(db, world, { app });
    await db
      .update(accessRequests)
      .set(ago(4 - index))
      .where(eq(accessRequests.id, requestId));
    ids.push(requestId);
  }
  return { world, ids };
}

const list = (db: Database, { priya }: World, filters: InboxFilters = {}, sort?: InboxSort, page?: PageRequest) =>
  listInbox(contextFor(db, priya), filters, sort, page);

describe('the inbox', () => {
  test('has developers, organizations and requests in one order, and says what each is about', () =>
    inSandbox(async (db) => {
      const { world } = await stage(db);
      const page = await list(db, world);
      expect(namesOf(page)).toEqual(['Penny Test', 'Waiting Works', 'Harbour', 'Lamp']);
      expect(page.rows).toMatchObject([
        { kind: 'developer', personEmail: world.penny.email, companyName: null },
        { kind: 'organization', purpose: 'Rowing boats', personName: 'Dora Test' },
        {
          ...{ kind: 'request', companyName: 'Acme', personName: 'Ada Test', productNames: 'payments' },
          ...{ planName: 'standard', rateRequests: 60, catalogName: 'public', holder: null },
          ...{ isAsked: false, isThirdPartys: false, isChange: false },
        },
        { kind: 'request', since: expect.any(Date) },
      ]);
      expect(namesOf(await list(db, world, {}, 'newest'))).toEqual(['Lamp', 'Harbour', 'Waiting Works', 'Penny Test']);
      expect(namesOf(await list(db, world, {}, 'name'))).toEqual(['Harbour', 'Lamp', 'Penny Test', 'Waiting Works']);
    }));

  test('counts as many as it lists', () =>
    inSandbox(async (db) => {
      const { world } = await stage(db);
      const counts = await countWaiting(contextFor(db, world.priya));
      for (const kind of ['request', 'developer', 'organization'] as const) {
        const { rows } = await list(db, world, { kind });
        expect(rows.map((row) => row.kind)).toEqual(rows.map(() => kind));
        expect(rows).toHaveLength(counts[`${kind}s`].count);
      }
    }));

  test('is searched by everything that one reads in a row', () =>
    inSandbox(async (db) => {
      const { world } = await stage(db);
      const find = async (search: string) => namesOf(await list(db, world, { search }));
      expect(await find('penny')).toEqual(['Penny Test']);
      expect(await find('rowing')).toEqual(['Waiting Works']);
      expect(await find('dora')).toEqual(['Waiting Works']);
      expect(await find('harbour ada')).toEqual(['Harbour']);
      expect(await find('payments acme')).toEqual(['Harbour', 'Lamp']);
      expect(await find('100%')).toEqual([]);
    }));

  test('leaves out what a filter of access requests cannot be asked of', () =>
    inSandbox(async (db) => {
      const { world, ids } = await stage(db);
      const [harbour = '', lamp = ''] = ids;
      const set = (id: string, to: Partial<typeof accessRequests.$inferInsert>) =>
        db.update(accessRequests).set(to).where(eq(accessRequests.id, id));
      await set(harbour, { assignedTo: world.alan.userId, informationAskedAt: new Date() });
      await set(lamp, { decider: 'third_party' });
      const find = async (filters: InboxFilters) => namesOf(await list(db, world, filters));
      expect(await find({ plan: 'standard' })).toEqual(['Harbour', 'Lamp']);
      expect(await find({ plan: 'free' })).toEqual([]);
      expect(await find({ catalogId: world.publicCatalog.id })).toEqual(['Harbour', 'Lamp']);
      expect(await find({ catalogId: 'no id' })).toEqual([]);
      expect(await find({ assigned: 'nobody' })).toEqual(['Lamp']);
      expect(await find({ assigned: world.alan.userId })).toEqual(['Harbour']);
      expect(await find({ assigned: 'me' })).toEqual([]);
      expect(await find({ waitsFor: 'developer' })).toEqual(['Harbour']);
      expect(await find({ waitsFor: 'third_party' })).toEqual(['Lamp']);
      expect(await find({ waitsFor: 'admins' })).toEqual(['Penny Test', 'Waiting Works']);
      expect(await find({ olderThanDays: 3 })).toEqual(['Penny Test', 'Waiting Works', 'Harbour']);
      // Who decides no more takes care of nothing any more.
      await db.update(users).set({ status: 'inactive' }).where(eq(users.id, world.alan.userId));
      expect(await find({ assigned: 'nobody' })).toEqual(['Harbour', 'Lamp']);
    }));

  test.each(['oldest', 'newest', 'name'] as const)('leads through all pages and back, %s first', (sort) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      await db.execute(sql`insert into users (id, kind, email, first_name, last_name, status, organization_id, organization_role,
          email_verified_at)
        select gen_random_uuid(), 'developer', 'p' || n || '@many.test', 'P' || (n % 40), 'Many', 'pending',
          ${world.defaultOrganization.id}, 'team_member', now() from generate_series(1, 120) n`);
      const seen: string[] = [];
      let page = await list(db, world, {}, sort);
      expect(page.before).toBeNull();
      for (;;) {
        seen.push(...page.rows.map(({ id }) => id));
        if (!page.after) break;
        page = await list(db, world, {}, sort, { after: page.after });
      }
      expect(new Set(seen).size).toBe(122);
      expect(seen).toHaveLength(122);
      const back = await list(db, world, {}, sort, { before: page.before });
      expect(back.rows.map(({ id }) => id)).toEqual(seen.slice(50, 100));
      // A cursor of another order leads to the beginning.
      const other = await list(db, world, {}, sort === 'name' ? 'oldest' : 'name', { after: back.after });
      expect(other.before).toBeNull();
    }),
  );

  test('of an approver of chosen products has their requests only', () =>
    inSandbox(async (db) => {
      const { world } = await stage(db);
      const of = (productIds: string[]) => listInbox(contextFor(db, { ...world.arun, productIds }), {});
      expect(namesOf(await of([world.payments.id]))).toEqual(['Harbour', 'Lamp']);
      expect(namesOf(await of([world.weather.id]))).toEqual([]);
    }));

  test('does not exist for anybody but portal admins', () =>
    inSandbox(async (db) => {
      const { world } = await stage(db, []);
      for (const [name, actor] of Object.entries(castOf(world))) {
        const expected = ['priya', 'alan', 'arun', 'audrey'].includes(name) ? 'ok' : 'not_found';
        expect([name, await outcome(listInbox(contextFor(db, actor), {}))]).toEqual([name, expected]);
      }
    }));
});
