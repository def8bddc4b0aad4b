import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { totpFactors } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid } from '../errors';
import { throttleAll } from '../identity/attempt-limits';
import { endSessions } from '../identity/end-sessions';
import { giveBack } from '../identity/give-back';
import { mutate } from '../mutate';
import { codeLimits } from './code-limits';
import { PREPARED_MINUTES } from './get-second-factors';
import { oneselfWithProof } from './oneself';
import { drawRecoveryCodes } from './recovery-codes';
import { tellOwner } from './tell-owner';
import { stepOfCode, totpSeal } from './totp';

/**
 * Switches two-factor authentication on by the first code of the prepared authenticator, and answers the recovery
 * codes: they are in this answer alone. Other sessions end: they were begun with a password alone. Throws
 * `unauthenticated`, `proof_needed`, `invalid` for a wrong code, `too_many`, `conflict` when nothing is prepared.
 */
export async function confirmTotp(ctx: Context, input: { code: string }): Promise<{ recoveryCodes: string[] }> {
  const { userId, sessionId } = await oneselfWithProof(ctx);
  const limits = codeLimits(userId);
  await throttleAll(ctx, limits);
  const recoveryCodes = await mutate(ctx, async (unit) => {
    const secret = await lockPrepared(ctx, unit.tx, userId);
    const step = stepOfCode(secret, input.code, ctx.now());
    if (step === null) {
      throw invalid('code', 'This code is wrong or too old. Enter the one that your app shows now.');
    }
    await unit.tx
      .update(totpFactors)
      .set({ confirmedAt: sql`now()`, lastStep: step })
      .where(eq(totpFactors.userId, userId));
    const codes = await drawRecoveryCodes(unit.tx, userId);
    const ended = await endSessions(unit.tx, { userId, exceptSessionId: sessionId });
    await unit.audit('user.second_factor_added', { kind: 'user', id: userId }, { ended });
    await tellOwner(unit, userId, 'Two-factor authentication was switched on.');
    return codes;
  });
  await giveBack(ctx, limits);
  return { recoveryCodes };
}

async function lockPrepared(ctx: Context, tx: Transaction, userId: string): Promise<string> {
  const [prepared] = await tx
    .select({ secretSealed: totpFactors.secretSealed })
    .from(totpFactors)
    .where(
      and(
        eq(totpFactors.userId, userId),
        isNull(totpFactors.confirmedAt),
        sql`${totpFactors.createdAt} > now() - make_interval(mins => ${PREPARED_MINUTES})`,
      ),
    )
    .for('update');
  if (!prepared)
    throw conflict('There is no authenticator to confirm. Begin again with “Set up an authenticator app”.');
  return ctx.secrets.open(prepared.secretSealed, totpSeal(userId));
}
