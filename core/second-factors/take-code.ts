import { and, eq, isNotNull, lt } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { totpFactors } from '@/db/schema';
import type { Context } from '../context';
import type { Unit } from '../mutate';
import { countRecoveryCodes, takeRecoveryCode } from './recovery-codes';
import { isTotpForm, stepOfCode, totpSeal } from './totp';

/** Whether somebody's logins with a password ask for a second factor: their authenticator was confirmed. */
export async function hasSecondFactor(db: Pick<Database | Transaction, 'select'>, userId: string): Promise<boolean> {
  const factors = await db
    .select({ userId: totpFactors.userId })
    .from(totpFactors)
    .where(and(eq(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt)));
  return factors.length > 0;
}

/**
 * Takes a code of the authenticator or a recovery code; false for a wrong one. A code counts once, and so do those of
 * earlier steps after a later one: of a crowd with the same code, one is told true. Who used a recovery code is told.
 */
export async function takeCode(ctx: Context, unit: Unit, input: { userId: string; code: string }): Promise<boolean> {
  if (await takeTotpCode(ctx, unit.tx, input)) return true;
  // Recovery codes are there only for an authenticator.
  if (!(await hasSecondFactor(unit.tx, input.userId)) || !(await takeRecoveryCode(unit.tx, input))) return false;
  const left = await countRecoveryCodes(unit.tx, input.userId);
  const { userId } = input;
  await unit.audit('user.recovery_code_used', { kind: 'user', id: userId }, { left });
  const change = `A recovery code was used. ${left} ${left === 1 ? 'is' : 'are'} left.`;
  await unit.mail({ message: 'second-factor-changed', to: { userId }, subjectId: userId, facts: { change } });
  return true;
}

async function takeTotpCode(ctx: Context, tx: Transaction, input: { userId: string; code: string }): Promise<boolean> {
  // A recovery code must work also where the secret cannot be opened: after another PORTAL_SECRET.
  if (!isTotpForm(input.code)) return false;
  const isOwn = and(eq(totpFactors.userId, input.userId), isNotNull(totpFactors.confirmedAt));
  const [factor] = await tx.select({ secretSealed: totpFactors.secretSealed }).from(totpFactors).where(isOwn);
  if (!factor) return false;
  const secret = ctx.secrets.open(factor.secretSealed, totpSeal(input.userId));
  const step = stepOfCode(secret, input.code, ctx.now());
  if (step === null) return false;
  // The condition is what makes a code count once, however many bring it at the same moment.
  const taken = await tx
    .update(totpFactors)
    .set({ lastStep: step })
    .where(and(isOwn, lt(totpFactors.lastStep, step)))
    .returning({ userId: totpFactors.userId });
  return taken.length === 1;
}
