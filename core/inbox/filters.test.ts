import { describe, expect, test } from 'vitest';
import { inboxFilters } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import { deleteInboxFilter } from './delete-filter';
import { getInboxTools } from './get-tools';
import { saveInboxFilter } from './save-filter';

describe('kept filters', () => {
  test('are one’s own, by name; the same name is the same filter', () =>
    inSandbox(async (db) => {
      const { priya, arun } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      await saveInboxFilter(ctx, { name: ' Mine ', query: 'assigned=me' });
      await saveInboxFilter(ctx, { name: 'Late', query: 'age=7' });
      await saveInboxFilter(ctx, { name: 'MINE', query: 'assigned=me&age=3' });
      expect((await getInboxTools(ctx)).kept).toMatchObject([
        { name: 'Late', query: 'age=7' },
        { name: 'MINE', query: 'assigned=me&age=3' },
      ]);
      expect((await getInboxTools(contextFor(db, arun))).kept).toEqual([]);
    }));

  test('are forgotten by whoever keeps them only', () =>
    inSandbox(async (db) => {
      const { priya, arun, ada } = await seedWorld(db);
      await saveInboxFilter(contextFor(db, priya), { name: 'Late', query: 'age=7' });
      const [kept] = (await getInboxTools(contextFor(db, priya))).kept;
      const forget = (actor: typeof priya) =>
        refusalOf(deleteInboxFilter(contextFor(db, actor), { filterId: kept?.id ?? '' }));
      expect(await forget(arun)).toMatchObject({ code: 'not_found' });
      expect(await outcome(getInboxTools(contextFor(db, ada)))).toBe('not_found');
      expect(await forget(priya)).toBeNull();
      expect(await forget(priya)).toMatchObject({ code: 'not_found' });
    }));

  test('without a name, or of nothing, are refused beside the field', () =>
    inSandbox(async (db) => {
      const { priya } = await seedWorld(db);
      for (const wish of [
        { name: ' ', query: 'age=7' },
        { name: 'x'.repeat(61), query: 'age=7' },
        { name: 'All', query: '' },
      ]) {
        expect(await refusalOf(saveInboxFilter(contextFor(db, priya), wish))).toMatchObject({
          code: 'invalid',
          fieldErrors: { name: expect.any(Array) },
        });
      }
    }));

  // Delete the lock on the person and this fails.
  test('are twenty at most, however many are saved at once', () =>
    unboxed(async (db) => {
      const { priya } = await seedWorld(db);
      const { won, refused } = await crowd(
        (index) => saveInboxFilter(contextFor(db, priya), { name: `Filter ${index}`, query: 'age=7' }),
        24,
      );
      expect(won).toHaveLength(20);
      for (const refusal of refused) expect(refusal).toMatchObject({ code: 'conflict' });
      expect(await db.$count(inboxFilters)).toBe(20);
    }));
});
