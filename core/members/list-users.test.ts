import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { settings, users } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { castOf, seedWorld } from '@/test/world';
import { enter } from '../identity/enter';
import { getUser } from './get-user';
import { listUsers } from './list-users';

const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const imaginary = '01930000-0000-7000-8000-000000000000';

describe('the admins’ list of developers', () => {
  test('shows who waits first, then the newest, page by page without gap or repetition', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const ctx = contextFor(db, world.audrey);
      const everybody = await listUsers(ctx, {});
      expect(everybody.users[0]?.name).toBe('Penny Test');
      expect(everybody.users).toHaveLength(10);
      expect(everybody.nextCursor).toBeNull();
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await listUsers(ctx, { limit: 3, cursor });
        seen.push(...page.users.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual(everybody.users.map(({ id }) => id));
    }));

  test('is filtered by state and searched by name, address and organization, with signs taken as they are', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db, (await seedWorld(db)).alan);
      const namesOf = async (filter: Parameters<typeof listUsers>[1]) =>
        (await listUsers(ctx, filter)).users.map(({ name }) => name).sort();
      expect(await namesOf({ status: 'inactive' })).toEqual(['Ivan Test']);
      expect(await namesOf({ search: 'ADA@' })).toEqual(['Ada Test']);
      expect(await namesOf({ search: 'acme tom' })).toEqual(['Tom Test']);
      for (const search of ['%', '_', '\\', "'; drop table users; --", '\0%'])
        expect(await namesOf({ search })).toEqual([]);
      expect(await namesOf({ cursor: "1_'; --", status: 'inactive' })).toEqual(['Ivan Test']);
    }));

  test('and each of them, does not exist for developers and nobody', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { priya, alan, arun, audrey, ...others } = castOf(world);
      for (const actor of Object.values(others)) {
        const ctx = contextFor(db, actor);
        expect(await refusalOf(listUsers(ctx, {}))).toMatchObject({ code: 'not_found' });
        expect(await refusalOf(getUser(ctx, world.tom.userId))).toMatchObject({ code: 'not_found' });
      }
    }));

  test('leads to what an admin may know of a developer, and nothing secret', () =>
    inSandbox(async (db) => {
      const { tom, audrey, priya } = await seedWorld(db);
      const field = { name: 'company', label: 'Company', kind: 'text' as const, required: true };
      await db.update(settings).set({ signUpFields: [field] });
      const signUpValues = { company: 'Acme', gone: 'kept' };
      await db.update(users).set({ signUpValues, passwordHash: 'hash' }).where(eq(users.id, tom.userId));
      await enter(contextFor(db), { userId: tom.userId, userAgent: '' });
      const detail = await getUser(contextFor(db, audrey), tom.userId);
      expect(detail).toMatchObject({
        email: tom.email,
        organization: { name: 'Acme' },
        teamNames: ['Backend', 'Default team'],
        openSessions: 1,
        signUpAnswers: [
          { label: 'Company', value: 'Acme' },
          { label: 'gone', value: 'kept' },
        ],
      });
      expect(JSON.stringify(detail)).not.toContain('hash');
      for (const id of [imaginary, priya.userId, 'nonsense', "' or 1=1"]) {
        expect(await refusalOf(getUser(contextFor(db, audrey), id))).toMatchObject({ code: 'not_found' });
      }
    }));
});
