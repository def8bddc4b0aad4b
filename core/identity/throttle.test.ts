import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { throttles } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { throttle } from './throttle';

const limit = { bucket: 'login:account:ada', attempts: 5, seconds: 60 };

describe('throttling', () => {
  // Read the count before writing it, instead of in the one statement, and more than five pass.
  test('a crowd gets exactly as many attempts as are allowed [A-06] [D-06]', () =>
    unboxed(async (db) => {
      const { won, refused } = await crowd(() => throttle(contextFor(db), limit));
      expect(won).toHaveLength(5);
      for (const refusal of refused) expect(refusal).toMatchObject({ code: 'too_many' });
    }));

  test('one bucket does not fill another, and time empties both', () =>
    inSandbox(async (db) => {
      const ctx = contextFor(db);
      for (let at = 0; at < 5; at += 1) await throttle(ctx, limit);
      await expect(throttle(ctx, limit)).rejects.toMatchObject({ code: 'too_many' });
      await throttle(ctx, { ...limit, bucket: 'login:account:tom' });
      await db.update(throttles).set({ resetsAt: sql`now() - interval '1 second'` });
      await throttle(ctx, limit);
    }));
});
