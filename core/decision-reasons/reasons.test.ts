import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { auditEvents, decisionReasons } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { refusalOf } from '@/test/refusal-of';
import { seedWorld } from '@/test/world';
import { deleteReason } from './delete-reason';
import { listReasons } from './list-reasons';
import { saveReason } from './save-reason';

const resale = { kind: 'decline', title: 'Not for resale', body: 'We do not sell this on.' } as const;

describe('kept reasons', () => {
  test('are found by what they are for, by title, with the words as they were last saved', () =>
    inSandbox(async (db) => {
      const { priya, audrey } = await seedWorld(db);
      const ctx = contextFor(db, priya);
      const { reasonId } = await saveReason(ctx, resale);
      await saveReason(ctx, { kind: 'decline', title: 'another plan', body: 'Ask for Standard.' });
      await saveReason(ctx, { kind: 'question', title: 'Volume', body: 'How many calls\r\na day?' });
      await saveReason(ctx, { ...resale, reasonId, title: ' Resale ' });
      const found = await listReasons(contextFor(db, audrey), { kind: 'decline' });
      expect(found.map(({ title, body }) => [title, body])).toEqual([
        ['another plan', 'Ask for Standard.'],
        ['Resale', resale.body],
      ]);
      expect(await listReasons(ctx, { kind: 'question' })).toMatchObject([{ body: 'How many calls\na day?' }]);
      expect(await listReasons(ctx)).toHaveLength(3);
      const events = await db
        .select()
        .from(auditEvents)
        .where(eq(auditEvents.subjectId, reasonId))
        .orderBy(auditEvents.id);
      expect(events.map(({ detail }) => detail)).toContainEqual(
        expect.objectContaining({ from: expect.objectContaining({ title: 'Not for resale' }) }),
      );
    }));

  test('without a title or words, or with a title that is taken, are refused beside the field', () =>
    inSandbox(async (db) => {
      const { alan } = await seedWorld(db);
      const ctx = contextFor(db, alan);
      await saveReason(ctx, resale);
      const refused = (change: object) => refusalOf(saveReason(ctx, { ...resale, ...change }));
      expect(await refused({ title: ' ' })).toMatchObject({
        code: 'invalid',
        fieldErrors: { title: expect.any(Array) },
      });
      expect(await refused({ body: '' })).toMatchObject({ fieldErrors: { body: expect.any(Array) } });
      expect(await refused({ body: 'x'.repeat(1001) })).toMatchObject({ fieldErrors: { body: expect.any(Array) } });
      expect(await refused({ title: 'NOT for resale' })).toMatchObject({ fieldErrors: { title: expect.any(Array) } });
      expect(await outcome(saveReason(ctx, { ...resale, kind: 'question' }))).toBe('ok');
    }));

  test('are deleted once, and nobody else learns of them', () =>
    inSandbox(async (db) => {
      const { priya, ada } = await seedWorld(db);
      const { reasonId } = await saveReason(contextFor(db, priya), resale);
      expect(await refusalOf(deleteReason(contextFor(db, ada), { reasonId }))).toEqual(
        await refusalOf(deleteReason(contextFor(db, ada), { reasonId: newId() })),
      );
      expect(await outcome(listReasons(contextFor(db, ada)))).toBe('not_found');
      expect(await outcome(deleteReason(contextFor(db, priya), { reasonId }))).toBe('ok');
      expect(await outcome(deleteReason(contextFor(db, priya), { reasonId }))).toBe('not_found');
      expect(await outcome(saveReason(contextFor(db, priya), { ...resale, reasonId }))).toBe('not_found');
    }));

  test('of one title are made once, however many save at the same time', () =>
    unboxed(async (db) => {
      const { priya } = await seedWorld(db);
      const { won, refused } = await crowd(() => saveReason(contextFor(db, priya), resale));
      expect(won).toHaveLength(1);
      for (const refusal of refused) expect(refusal).toMatchObject({ code: 'invalid' });
      expect(await db.$count(decisionReasons)).toBe(1);
    }));
});
