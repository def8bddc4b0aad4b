import { isNull, sql } from 'drizzle-orm';
import { totpFactors } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { oneselfWithProof } from './oneself';
import { newTotpSecret, totpSeal } from './totp';

/**
 * Draws the secret of an authenticator that is about to be set up; it counts for nothing until `confirmTotp`, and a
 * newer one replaces it. Throws `unauthenticated`, `proof_needed`, `conflict` for somebody whose authenticator is on.
 */
export async function prepareTotp(ctx: Context): Promise<void> {
  const { userId } = await oneselfWithProof(ctx);
  const secretSealed = ctx.secrets.seal(newTotpSecret(), totpSeal(userId));
  await mutate(ctx, async (unit) => {
    const prepared = await unit.tx
      .insert(totpFactors)
      .values({ userId, secretSealed })
      .onConflictDoUpdate({
        target: totpFactors.userId,
        set: { secretSealed, lastStep: 0, createdAt: sql`now()` },
        setWhere: isNull(totpFactors.confirmedAt),
      })
      .returning({ userId: totpFactors.userId });
    if (prepared.length === 0)
      throw conflict('Your authenticator is set up already. Remove it first to set up another.');
    await unit.audit('user.second_factor_prepared', { kind: 'user', id: userId });
  });
}
