import { and, eq, isNotNull } from 'drizzle-orm';
import { recoveryCodes, totpFactors } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { oneselfWithProof } from './oneself';
import { tellOwner } from './tell-owner';

/**
 * Switches two-factor authentication off for the person who asks: the authenticator and its recovery codes end. Throws
 * `unauthenticated`, `proof_needed`, `conflict` where it is off already.
 */
export async function removeTotp(ctx: Context): Promise<void> {
  const { userId } = await oneselfWithProof(ctx);
  await mutate(ctx, async (unit) => {
    const removed = await unit.tx
      .delete(totpFactors)
      .where(and(eq(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt)))
      .returning({ userId: totpFactors.userId });
    if (removed.length === 0) throw conflict('Two-factor authentication is off already.');
    await unit.tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
    await unit.audit('user.second_factor_removed', { kind: 'user', id: userId }, { by: 'themselves' });
    await tellOwner(unit, userId, 'Two-factor authentication was switched off.');
  });
}
