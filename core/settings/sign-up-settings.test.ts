import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { settings, users } from '@/db/schema';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { castOf, seedWorld } from '@/test/world';
import { changeSignUpSettings } from './change-sign-up';
import { getSignUpSettings } from './get-sign-up';
import { readSettings } from './read';

const company = { label: 'Company', kind: 'text', required: true };

describe('sign-up fields', () => {
  test('an admin defines them, with order, bounds and who sees them', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      await changeSignUpSettings(contextFor(db, alan), {
        version: 1,
        signUpFields: [
          { ...company, pattern: '[A-Z].*', patternHelp: 'Begin with a capital.', min: '3' },
          { label: 'Employees', kind: 'number', required: false, min: '1', max: '', pattern: 'x' },
          { label: 'Segment', kind: 'text', required: true, adminsOnly: true, notInKeys: true },
        ],
      });
      expect((await readSettings(db)).signUpFields).toEqual([
        { name: 'company', ...company, pattern: '[A-Z].*', patternHelp: 'Begin with a capital.' },
        { name: 'employees', label: 'Employees', kind: 'number', required: false, min: 1 },
        // Nobody can be made to answer what they are not asked.
        { name: 'segment', label: 'Segment', kind: 'text', required: false, adminsOnly: true, notInKeys: true },
      ]);
    }));

  test('what cannot be asked is refused beside its row, wherever the row stands', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const change = changeSignUpSettings(contextFor(db, alan), {
        version: 1,
        signUpFields: [
          { ...company, row: '7', pattern: '(' },
          { row: '3', label: 'Employees', kind: 'number', required: false, min: '5', max: '1' },
        ],
      });
      await expect(change).rejects.toMatchObject({
        fieldErrors: {
          'signUpFields.7.pattern': [expect.stringContaining('no pattern')],
          'signUpFields.3.max': [expect.any(String)],
        },
      });
    }));

  test('who removes a field learns how many answered it; the answers stay in the records', () =>
    inSandbox(async (db) => {
      const { alan, tom, dora } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      await changeSignUpSettings(ctx, { version: 1, signUpFields: [company, { ...company, label: 'Team' }] });
      for (const { userId } of [tom, dora]) {
        await db
          .update(users)
          .set({ signUpValues: { company: 'Lamp' } })
          .where(eq(users.id, userId));
      }
      const before = await getSignUpSettings(ctx);
      expect(before.answeredBy).toEqual({ company: 2, team: 0 });

      const { removed } = await changeSignUpSettings(ctx, { version: before.version, signUpFields: [] });

      expect(removed).toEqual([
        { label: 'Company', answeredBy: 2 },
        { label: 'Team', answeredBy: 0 },
      ]);
      const [row] = await db.select().from(users).where(eq(users.id, tom.userId));
      expect(row?.signUpValues).toEqual({ company: 'Lamp' });
    }));

  test('every portal admin reads them and nobody else', () =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      for (const [who, actor] of Object.entries(castOf(world))) {
        const read = await outcome(getSignUpSettings(contextFor(db, actor)));
        expect([who, read]).toEqual([who, actor.kind === 'admin' ? 'ok' : 'not_found']);
      }
    }));

  // Delete the version from changeSettings' where and this must fail.
  test('of many admins who save the same page at once one wins and the others are told', () =>
    unboxed(async (db) => {
      const { alan } = await seedWorld(db);
      const saves = Array.from({ length: 8 }, (_, number) =>
        changeSignUpSettings(contextFor(db, alan), {
          version: 1,
          signUpFields: [{ ...company, label: `Company ${number}` }],
        }),
      );
      const outcomes = await Promise.allSettled(saves);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'conflict' });
      }
      const [row] = await db.select({ version: settings.version }).from(settings);
      expect(row?.version).toBe(2);
    }));
});
