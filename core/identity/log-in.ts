import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { DomainError } from '../errors';
import { mutate } from '../mutate';
import { askSecondFactor } from '../second-factors/ask-second-factor';
import { logInLimits, throttleAll } from './attempt-limits';
import { canonicalEmail } from './email-address';
import { type Entrance, enter } from './enter';
import { giveBack } from './give-back';
import { isPassword } from './passwords';

/** Somebody is in; or the password was right, and `token` with a code of theirs lets them in (`answerSecondFactor`). */
export type LogIn = ({ kind: 'entered' } & Entrance) | { kind: 'second_factor'; token: string };

/**
 * Starts a session for the right password, or asks for the second factor of who has one; people who wait for something
 * get one that opens nothing but the page that says so. Who has no account, a wrong password or none gets one answer,
 * after the same work. Only the right password learns that the address is not verified yet (`fieldErrors.unverified`)
 * or that the account is deactivated. Throws `too_many`.
 */
export async function logIn(
  ctx: Context,
  input: { email: string; password: string; userAgent: string },
): Promise<LogIn> {
  const email = canonicalEmail(input.email) ?? '';
  const limits = logInLimits(ctx, email);
  await throttleAll(ctx, limits);
  const [user] = await ctx.db
    .select({ id: users.id, status: users.status, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.email, email));
  const passwordHash = user?.passwordHash ?? null;
  const isRight = await isPassword(input.password, passwordHash);
  if (!user || !isRight) return refuse(ctx, user?.id ?? null, 'wrong', 'Email or password is wrong.');

  await giveBack(ctx, limits);
  if (user.status === 'unverified') {
    return refuse(
      ctx,
      user.id,
      'unverified',
      'Your address is not verified yet: open the link in the mail that we sent.',
    );
  }
  if (user.status === 'inactive') {
    return refuse(ctx, user.id, 'inactive', 'This account is deactivated. Ask whoever runs this portal.');
  }
  const token = passwordHash && (await askSecondFactor(ctx, { userId: user.id, passwordHash }));
  if (token) return { kind: 'second_factor', token };
  return { kind: 'entered', ...(await enter(ctx, { userId: user.id, userAgent: input.userAgent, passwordHash })) };
}

/** What was typed is not recorded: people type passwords into the wrong field. */
async function refuse(
  ctx: Context,
  userId: string | null,
  reason: 'wrong' | 'unverified' | 'inactive',
  message: string,
): Promise<never> {
  await mutate(ctx, (unit) => unit.audit('user.login_refused', { kind: 'user', id: userId }, { reason }));
  const fields = reason === 'unverified' ? { unverified: [message] } : {};
  throw new DomainError('unauthenticated', message, fields);
}
