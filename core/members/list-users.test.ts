import { eq, inArray, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, invitations, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { refusalOf } from '@/test/refusal-of';
import { castOf, seedDeveloper, seedWorld, type World } from '@/test/world';
import type { Context } from '../context';
import { exportUsers } from './export-users';
import { listUserChoices } from './list-user-choices';
import { listUsers, type UserSort } from './list-users';
import type { UserFilters } from './user-filters';

const namesOf = async (ctx: Context, filters: UserFilters) =>
  (await listUsers(ctx, filters)).rows.map(({ firstName }) => firstName).sort();

const everySort: UserSort[] = (['waiting', 'name', 'registered', 'seen'] as const).flatMap((by) => [
  { by, direction: 'asc' as const },
  { by, direction: 'desc' as const },
]);

/**
 * Everybody registered and was seen at the same moment, and half of them share a name: only the id tells them apart.
 */
async function makeTies(db: Database, { acme }: World) {
  for (let number = 0; number < 7; number += 1) {
    const twin = await seedDeveloper(db, `Twin${number}`, { ...acme, isDefault: false }, 'team_member');
    await db.update(users).set({ firstName: 'Zoë' }).where(eq(users.id, twin.userId));
  }
  const at = sql`timestamptz '2026-11-01 10:00:00.123456+00'`;
  await db.update(users).set({ createdAt: at, lastSeenAt: at });
}

describe('the admins’ list of developers', () => {
  test('shows who waits first, then the newest', () =>
    inSandbox(async (db) => {
      const { audrey } = await seedWorld(db);
      const { rows, after, before } = await listUsers(contextFor(db, audrey), {});
      expect(rows[0]?.name).toBe('Penny Test');
      expect(rows).toHaveLength(10);
      expect([after, before]).toEqual([null, null]);
    }));

  // Leave the id out of `sortedOrder` or of `onSortedPage` to see this fail.
  test.each(everySort)(
    'by $by $direction has no gap and no repetition across pages, both ways, also among equals',
    (sort) =>
      inSandbox(async (db) => {
        const world = await seedWorld(db);
        await makeTies(db, world);
        const ctx = contextFor(db, world.audrey);
        const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
        const everybody = idsOf((await listUsers(ctx, {}, sort)).rows);
        expect(everybody).toHaveLength(17);
        const [onward, back]: string[][] = [[], []];
        let page = await listUsers(ctx, {}, sort, { limit: 3 });
        onward?.push(...idsOf(page.rows));
        while (page.after) {
          page = await listUsers(ctx, {}, sort, { limit: 3, after: page.after });
          onward?.push(...idsOf(page.rows));
        }
        back?.unshift(...idsOf(page.rows));
        while (page.before) {
          page = await listUsers(ctx, {}, sort, { limit: 3, before: page.before });
          back?.unshift(...idsOf(page.rows));
        }
        expect(onward).toEqual(everybody);
        expect(back).toEqual(everybody);
      }),
  );

  test('starts from the beginning with a cursor of another order, or one that nobody here made [V-06]', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      const { after } = await listUsers(ctx, {}, { by: 'name', direction: 'asc' }, { limit: 3 });
      const forged = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
      const first = (await listUsers(ctx, {}, { by: 'registered', direction: 'desc' })).rows[0]?.id;
      const cursors = [
        after,
        "1_'; --",
        forged('registered', 'desc', '2026-02-30T00:00:00.000000Z', newId()),
        forged('registered', 'desc', 'infinity', newId()),
        forged('registered', 'desc', '2026-02-03T00:00:00.000000Z', "' or 1=1"),
        forged({}),
        Buffer.from('null').toString('base64url'),
      ];
      for (const cursor of cursors) {
        const page = await listUsers(ctx, {}, { by: 'registered', direction: 'desc' }, { after: cursor });
        expect(page.rows[0]?.id).toBe(first);
        expect(page.before).toBeNull();
      }
    }));

  test('is filtered by state, organization, team, role, verification, and when people were seen', () =>
    inSandbox(async (db) => {
      const { acme, backend, ada, tom, dora, ursula, priya } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      const madeByAdmin = [ursula.userId, dora.userId];
      await db.update(users).set({ passwordHash: 'hash' }).where(eq(users.id, ursula.userId));
      expect(await namesOf(ctx, { state: 'unverified' })).toEqual(['Ursula']);
      await db
        .update(users)
        .set({ status: 'unverified', passwordHash: null, emailVerifiedAt: null })
        .where(inArray(users.id, madeByAdmin));
      await db.insert(invitations).values({
        ...{ organizationId: dora.organization.id, email: dora.email, firstName: 'Dora', lastName: 'Test' },
        ...{ role: 'team_member', userId: dora.userId, expiresAt: new Date(Date.now() + 86_400_000) },
      });
      expect(await namesOf(ctx, { state: 'invited' })).toEqual(['Dora']);
      expect(await namesOf(ctx, { state: 'uninvited' })).toEqual(['Ursula']);
      expect(await namesOf(ctx, { state: 'unverified' })).toEqual([]);
      expect(await namesOf(ctx, { state: 'inactive' })).toEqual(['Ivan']);
      expect(await namesOf(ctx, { isVerified: false })).toEqual(['Dora', 'Ursula']);
      expect(await namesOf(ctx, { organizationId: acme.id })).toEqual(['Ada', 'Ivan', 'Tom']);
      expect(await namesOf(ctx, { organizationId: acme.id, role: 'super_admin' })).toEqual(['Ada']);
      expect(await namesOf(ctx, { teamId: backend.id })).toEqual(['Tom']);
      await db.update(users).set({ lastSeenAt: sql`now() - interval '3 days'` }).where(eq(users.id, ada.userId));
      await db.update(users).set({ lastSeenAt: sql`now() - interval '40 days'` }).where(eq(users.id, tom.userId));
      expect(await namesOf(ctx, { seen: { withinDays: 7 } })).toEqual(['Ada']);
      expect(await namesOf(ctx, { seen: { notSinceDays: 30 }, organizationId: acme.id })).toEqual(['Ivan', 'Tom']);
    }));

  test('is searched by name, address and organization, with signs taken as they are [V-05]', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      expect(await namesOf(ctx, { search: 'ADA@' })).toEqual(['Ada']);
      expect(await namesOf(ctx, { search: 'acme tom' })).toEqual(['Tom']);
      for (const search of ['%', '_', '\\', "'; drop table users; --", '\0%'])
        expect(await namesOf(ctx, { search })).toEqual([]);
      expect(await namesOf(ctx, { organizationId: "' or 1=1" })).toEqual([]);
      expect(await namesOf(ctx, { teamId: 'nonsense' })).toEqual([]);
    }));

  test('shows no account that was deleted', () =>
    inSandbox(async (db) => {
      const { tom, alan, acme } = await seedWorld(db);
      await db.update(users).set({ deletedAt: new Date(), status: 'inactive' }).where(eq(users.id, tom.userId));
      expect(await namesOf(contextFor(db, alan), { organizationId: acme.id })).toEqual(['Ada', 'Ivan']);
    }));

  test('its choices and its export do not exist for developers and nobody', () =>
    inSandbox(async (db) => {
      const { priya, alan, arun, audrey, ...others } = castOf(await seedWorld(db));
      for (const actor of Object.values(others)) {
        const ctx = contextFor(db, actor);
        expect(await refusalOf(listUsers(ctx, {}))).toMatchObject({ code: 'not_found' });
        expect(await refusalOf(listUserChoices(ctx))).toMatchObject({ code: 'not_found' });
        const exported = exportUsers(ctx, { filters: {}, sort: { by: 'name', direction: 'asc' } });
        expect(await refusalOf(exported)).toMatchObject({ code: 'not_found' });
      }
    }));

  test('offers the organizations that people can be in, and the teams of the chosen one', () =>
    inSandbox(async (db) => {
      const { alan, acme, defaultOrganization } = await seedWorld(db);
      const { organizations, teams } = await listUserChoices(contextFor(db, alan), { organizationId: acme.id });
      expect(organizations.map(({ id }) => id)[0]).toBe(defaultOrganization.id);
      expect(organizations.find(({ name }) => name === 'Waiting Works')).toMatchObject({ isActive: false });
      expect(teams.map(({ name }) => name)).toEqual(['Default team', 'Backend']);
    }));
});

describe('the export', () => {
  // Let `pagesOf` stop after its first page to see this fail.
  test('has everybody whom the filters find, however many pages they fill, and stands in the audit log', () =>
    inSandbox(async (db) => {
      const { acme, alan } = await seedWorld(db);
      await db.insert(users).values(
        Array.from({ length: 450 }, (_, number) => ({
          kind: 'developer' as const,
          status: 'active' as const,
          emailVerifiedAt: new Date(),
          email: `many${number}@acme.test`,
          firstName: 'Many',
          lastName: 'Same',
          organizationId: acme.id,
          organizationRole: 'team_member' as const,
        })),
      );
      const ctx = contextFor(db, alan);
      const seen: string[] = [];
      const exported = await exportUsers(ctx, {
        filters: { search: 'many' },
        sort: { by: 'name', direction: 'asc' },
      });
      for await (const rows of exported) seen.push(...rows.map(({ email }) => email));
      expect(seen).toHaveLength(450);
      expect(new Set(seen).size).toBe(450);
      const [event] = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.event, 'user.list_exported'))
        .orderBy(auditEvents.id);
      expect(event).toMatchObject({ actorId: alan.userId, detail: { search: 'many' } });
    }));
});
