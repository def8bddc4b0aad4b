import { and, eq, isNull, sql } from 'drizzle-orm';
import { sessions, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid, unauthenticated } from '../errors';
import { ownPasswordLimit, throttleAll } from '../identity/attempt-limits';
import { giveBack } from '../identity/give-back';
import { isPassword } from '../identity/passwords';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { checkPasskey } from './check-passkey';
import { codeLimits } from './code-limits';
import { takeCode } from './take-code';
import { waysToProve } from './ways-to-prove';

/**
 * What the person shows: their password, a code of their authenticator (or a recovery code), or a passkey's signature.
 */
export type Proof = { password: string } | { code: string } | { challengeId: string; answer: string };

/**
 * Makes the proof of the session that asks fresh (`needs-proof.ts`). Throws `unauthenticated`, `invalid` for a wrong
 * password or code, `too_many` after several, `conflict` for a passkey that does not hold and for a way that is not
 * theirs.
 */
export async function proveAgain(ctx: Context, input: Proof): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  authorize(actor, 'profile.change', { userId: actor.userId });
  const { userId } = actor;
  if ('password' in input) return proveByPassword(ctx, userId, input.password);
  if ('code' in input) return proveByCode(ctx, userId, input.code);
  const passkey = await checkPasskey(ctx, { ...input, userId });
  await mutate(ctx, async (unit) => {
    await passkey.use(unit);
    await freshen(ctx, unit, 'passkey');
  });
}

async function proveByPassword(ctx: Context, userId: string, password: string): Promise<void> {
  if (!(await waysToProve(ctx)).password) throw conflict('Your password alone is not enough here. Use another way.');
  const limits = [ownPasswordLimit(userId)];
  await throttleAll(ctx, limits);
  const [user] = await ctx.db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  if (!(await isPassword(password, user?.passwordHash ?? null))) {
    throw invalid('password', 'This is not your password.');
  }
  await giveBack(ctx, limits);
  await mutate(ctx, (unit) => freshen(ctx, unit, 'password'));
}

async function proveByCode(ctx: Context, userId: string, code: string): Promise<void> {
  const limits = codeLimits(userId);
  await throttleAll(ctx, limits);
  await mutate(ctx, async (unit) => {
    if (!(await takeCode(ctx, unit, { userId, code }))) {
      throw invalid('code', 'This code is wrong, too old, or was used already. Enter the one that your app shows now.');
    }
    await freshen(ctx, unit, 'code');
  });
  await giveBack(ctx, limits);
}

async function freshen(ctx: Context, unit: Unit, by: 'password' | 'code' | 'passkey'): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  const { sessionId, userId } = actor;
  const fresh = await unit.tx
    .update(sessions)
    .set({ provenAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNull(sessions.endedAt)))
    .returning({ id: sessions.id });
  if (fresh.length === 0) throw unauthenticated();
  await unit.audit('user.proved_again', { kind: 'user', id: userId }, { by });
}
