import type { Context } from '../context';
import { DomainError, invalid } from '../errors';
import { deadLinkLimits, throttleAll } from '../identity/attempt-limits';
import { type Entrance, enter } from '../identity/enter';
import { giveBack } from '../identity/give-back';
import { peekToken, spendToken } from '../identity/tokens';
import { mutate } from '../mutate';
import { codeLimits } from './code-limits';
import { takeCode } from './take-code';

/**
 * The second half of a login: the token that the right password earned, and a code of the authenticator or a recovery
 * code. Session, token and code are one change: a code brought by a crowd is one login. Throws `unauthenticated` when
 * the token has ended, `invalid` for a wrong code, `too_many` after several.
 */
export async function answerSecondFactor(
  ctx: Context,
  input: { token: string; code: string; userAgent: string },
): Promise<Entrance> {
  const login = { purpose: 'second_factor', token: input.token } as const;
  const live = await peekToken(ctx.db, login);
  if (!live) {
    await throttleAll(ctx, deadLinkLimits(ctx));
    throw loginEnded();
  }
  const userId = live.subjectId;
  const limits = codeLimits(userId);
  await throttleAll(ctx, limits);
  const wrong = invalid(
    'code',
    'This code is wrong, too old, or was used already. Enter the one that your app shows now.',
  );
  try {
    const entrance = await enter(ctx, {
      userId,
      userAgent: input.userAgent,
      proof: async (unit) => {
        if (!(await spendToken(unit.tx, login))) throw loginEnded();
        if (!(await takeCode(ctx, unit, { userId, code: input.code }))) throw wrong;
      },
    });
    await giveBack(ctx, limits);
    return entrance;
  } catch (error) {
    if (error === wrong) await writeDownRefusal(ctx, userId);
    throw error;
  }
}

/** Somebody who gets here knows the password: its owner can find that out. */
async function writeDownRefusal(ctx: Context, userId: string): Promise<void> {
  await mutate(ctx, (unit) => unit.audit('user.second_factor_refused', { kind: 'user', id: userId }));
}

function loginEnded(): DomainError {
  return new DomainError('unauthenticated', 'This took too long. Log in again.');
}
