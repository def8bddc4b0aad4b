import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { oneTimeTokens, type tokenPurpose } from '@/db/schema';

/** What a mailed secret is for; it opens nothing else. */
export type TokenPurpose = (typeof tokenPurpose.enumValues)[number];

/** 256 bits: far above what may be guessed, and short enough for a link (43 characters). */
const TOKEN_BYTES = 32;
const TOKEN_FORM = /^[A-Za-z0-9_-]{43}$/;

/** Draws a token for a link and keeps only its hash. The plain token exists in the mail alone. */
export async function mintToken(
  db: Pick<Database | Transaction, 'insert'>,
  input: { purpose: TokenPurpose; subjectId: string; hours: number },
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await db.insert(oneTimeTokens).values({
    hash: hashOf(token),
    purpose: input.purpose,
    subjectId: input.subjectId,
    expiresAt: sql`now() + make_interval(mins => ${Math.round(input.hours * 60)})`,
  });
  return token;
}

/**
 * What a token is about, without using it: for pages that only look. Null for unknown, spent, voided, expired alike.
 */
export async function peekToken(
  db: Pick<Database | Transaction, 'select'>,
  input: { purpose: TokenPurpose; token: string },
): Promise<{ subjectId: string } | null> {
  if (!TOKEN_FORM.test(input.token)) return null;
  const [row] = await db.select({ subjectId: oneTimeTokens.subjectId }).from(oneTimeTokens).where(isLive(input));
  return row ?? null;
}

/**
 * What a token was about, also when it has been used or has ended: for pages that show what became of it. Grants
 * nothing.
 */
export async function recallToken(
  db: Pick<Database | Transaction, 'select'>,
  input: { purpose: TokenPurpose; token: string },
): Promise<{ subjectId: string; isLive: boolean } | null> {
  if (!TOKEN_FORM.test(input.token)) return null;
  const [row] = await db
    .select({ subjectId: oneTimeTokens.subjectId, isLive: sql<boolean>`${isLive(input)}` })
    .from(oneTimeTokens)
    .where(and(eq(oneTimeTokens.hash, hashOf(input.token)), eq(oneTimeTokens.purpose, input.purpose)));
  return row ?? null;
}

/** Uses a token up: of any number of simultaneous tries exactly one gets the subject, the others null. */
export async function spendToken(
  tx: Pick<Transaction, 'update'>,
  input: { purpose: TokenPurpose; token: string },
): Promise<{ subjectId: string } | null> {
  if (!TOKEN_FORM.test(input.token)) return null;
  const [row] = await tx
    .update(oneTimeTokens)
    .set({ usedAt: sql`now()` })
    .where(isLive(input))
    .returning({ subjectId: oneTimeTokens.subjectId });
  return row ?? null;
}

/** Ends the older links of one purpose and subject, for instance when a newer mail was accepted. */
export async function voidTokens(
  tx: Pick<Transaction, 'update'>,
  input: { purpose: TokenPurpose; subjectId: string; exceptToken?: string },
): Promise<void> {
  await tx
    .update(oneTimeTokens)
    .set({ voidedAt: sql`now()` })
    .where(
      and(
        eq(oneTimeTokens.purpose, input.purpose),
        eq(oneTimeTokens.subjectId, input.subjectId),
        isNull(oneTimeTokens.usedAt),
        isNull(oneTimeTokens.voidedAt),
        input.exceptToken ? sql`${oneTimeTokens.hash} <> ${hashOf(input.exceptToken)}` : undefined,
      ),
    );
}

function isLive(input: { purpose: TokenPurpose; token: string }) {
  return and(
    eq(oneTimeTokens.hash, hashOf(input.token)),
    eq(oneTimeTokens.purpose, input.purpose),
    isNull(oneTimeTokens.usedAt),
    isNull(oneTimeTokens.voidedAt),
    gt(oneTimeTokens.expiresAt, sql`now()`),
  );
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
