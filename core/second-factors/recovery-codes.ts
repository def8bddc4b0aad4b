import { createHash, randomInt } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { recoveryCodes } from '@/db/schema';

const CODES = 10;
/** Letters and digits that nobody takes for one another: 5 bits each (Crockford's base 32, in lower case). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** 24 of them are 120 bits: no attempt limit and no slow hash is what protects them. */
const LENGTH = 24;
const GROUP = 6;

/**
 * Draws ten codes for somebody, in place of the older ones. They are in this answer alone; the table has their hashes.
 */
export async function drawRecoveryCodes(tx: Pick<Transaction, 'insert' | 'delete'>, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, drawCode);
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx.insert(recoveryCodes).values(codes.map((code) => ({ userId, hash: hashOf(plain(code)) })));
  return codes;
}

/** Uses a recovery code up: of any number of simultaneous tries exactly one is told true. */
export async function takeRecoveryCode(
  tx: Pick<Transaction, 'update'>,
  input: { userId: string; code: string },
): Promise<boolean> {
  const taken = await tx
    .update(recoveryCodes)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(recoveryCodes.userId, input.userId),
        eq(recoveryCodes.hash, hashOf(plain(input.code))),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ userId: recoveryCodes.userId });
  return taken.length === 1;
}

/** How many of somebody's codes have not been used. */
export function countRecoveryCodes(db: Pick<Transaction, '$count'>, userId: string): Promise<number> {
  return db.$count(recoveryCodes, and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
}

function drawCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return letters.replaceAll(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1-');
}

/** What was written down by hand: dashes, blanks and capitals do not matter, nor an o for a zero or an l for a one. */
function plain(code: string): string {
  const letters = code.toLowerCase().replaceAll(/[\s-]/g, '');
  return letters.replaceAll('o', '0').replaceAll(/[il]/g, '1');
}

function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
