import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { newId } from '@/db/ids';
import { passkeyChallenges } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';

const CHALLENGE_MINUTES = 5;

/**
 * Remembers what a browser has to sign; `userId` is null while nobody knows who signs in. Answers the challenge's id.
 */
export async function keepChallenge(
  ctx: Context,
  input: { challenge: string; userId: string | null },
): Promise<string> {
  const id = newId();
  const expiresAt = sql`now() + make_interval(mins => ${CHALLENGE_MINUTES})`;
  await ctx.db.insert(passkeyChallenges).values({ id, ...input, expiresAt });
  return id;
}

/**
 * Uses a challenge up and answers it, to one of any number of simultaneous tries. Committed at once, before anything is
 * checked: an answer that turns out wrong has used it up as well. Throws `conflict` for everybody else.
 */
export async function spendChallenge(
  ctx: Context,
  input: { challengeId: string; userId: string | null },
): Promise<string> {
  const isWhose = input.userId === null ? isNull(passkeyChallenges.userId) : eq(passkeyChallenges.userId, input.userId);
  const [spent] = await ctx.db
    .update(passkeyChallenges)
    .set({ usedAt: sql`now()` })
    .where(
      and(
        eq(passkeyChallenges.id, input.challengeId),
        isWhose,
        isNull(passkeyChallenges.usedAt),
        gt(passkeyChallenges.expiresAt, sql`now()`),
      ),
    )
    .returning({ challenge: passkeyChallenges.challenge });
  if (!spent) throw conflict('This took too long, or was sent twice. Try again.');
  return spent.challenge;
}
