import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { oneTimeTokens } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { inSandbox, unboxed } from '@/test/harness';
import { mintToken, peekToken, spendToken, voidTokens } from './tokens';

const purpose = 'reset_password' as const;

describe('one-time tokens', () => {
  // Take `isNull(oneTimeTokens.usedAt)` out of isLive and everybody wins.
  test('of a crowd with one link exactly one gets in [T-03]', () =>
    unboxed(async (db) => {
      const subjectId = newId();
      const token = await mintToken(db, { purpose, subjectId, hours: 1 });
      const { won } = await crowd(() => spendToken(db, { purpose, token }));
      expect(won.filter((subject) => subject !== null)).toEqual([{ subjectId }]);
    }));

  // Keep the token itself, or draw a UUID, and this must fail.
  test('has 256 bits of chance, and the database keeps its hash alone [T-01]', () =>
    inSandbox(async (db) => {
      const subjectId = newId();
      const drawn = await Promise.all(
        Array.from({ length: 20 }, () => mintToken(db, { purpose, subjectId, hours: 1 })),
      );
      for (const token of drawn) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
      // No place of it is always the same, as in a UUID or a counter.
      for (let at = 0; at < 42; at += 1) expect(new Set(drawn.map((token) => token[at])).size).toBeGreaterThan(1);
      const rows = await db.select().from(oneTimeTokens);
      const hashes = drawn.map((token) => createHash('sha256').update(token).digest('hex'));
      expect(rows.map(({ hash }) => hash.toString('hex')).sort()).toEqual(hashes.sort());
      for (const row of rows) {
        expect(row).toMatchObject({ purpose, subjectId, usedAt: null, expiresAt: expect.any(Date) });
        expect(drawn.filter((token) => JSON.stringify(row).includes(token))).toEqual([]);
      }
    }));

  test('looking at a link does not use it [T-02] [S-12]', () =>
    inSandbox(async (db) => {
      const subjectId = newId();
      const token = await mintToken(db, { purpose, subjectId, hours: 1 });
      for (let look = 0; look < 5; look += 1) expect(await peekToken(db, { purpose, token })).toEqual({ subjectId });
      expect(await spendToken(db, { purpose, token })).toEqual({ subjectId });
    }));

  test("the database's clock decides what has expired [T-04] [C-01]", () =>
    inSandbox(async (db) => {
      const token = await mintToken(db, { purpose, subjectId: newId(), hours: 1 });
      await db.update(oneTimeTokens).set({ expiresAt: sql`now() - interval '1 second'` });
      expect(await peekToken(db, { purpose, token })).toBeNull();
      expect(await spendToken(db, { purpose, token })).toBeNull();
    }));

  test('unknown, malformed, voided and foreign tokens are all nothing [T-05] [T-06] [T-07]', () =>
    inSandbox(async (db) => {
      const subjectId = newId();
      const older = await mintToken(db, { purpose, subjectId, hours: 1 });
      const newer = await mintToken(db, { purpose, subjectId, hours: 1 });
      await voidTokens(db, { purpose, subjectId, exceptToken: newer });
      const strange = ['', 'x', '\u0000', 'a'.repeat(1_000_000), older, `${newer} `, newer.toUpperCase()];
      for (const token of strange) expect(await spendToken(db, { purpose, token })).toBeNull();
      expect(await spendToken(db, { purpose: 'verify_address', token: newer })).toBeNull();
      expect(await spendToken(db, { purpose, token: newer })).toEqual({ subjectId });
    }));
});
