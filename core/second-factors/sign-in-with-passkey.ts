import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { DomainError } from '../errors';
import { type Entrance, enter } from '../identity/enter';
import { mutate } from '../mutate';
import { checkPasskey } from './check-passkey';

/**
 * Starts a session for the owner of a passkey that signed the challenge: they have it, and unlocked it, which is both
 * factors. Throws `conflict` for an answer that does not hold, `unauthenticated` for a deactivated account.
 */
export async function signInWithPasskey(
  ctx: Context,
  input: { challengeId: string; answer: string; userAgent: string },
): Promise<Entrance> {
  const passkey = await checkPasskey(ctx, { ...input, userId: null });
  await refuseInactive(ctx, passkey.userId);
  return enter(ctx, { userId: passkey.userId, userAgent: input.userAgent, proof: (unit) => passkey.use(unit) });
}

async function refuseInactive(ctx: Context, userId: string): Promise<void> {
  const [user] = await ctx.db.select({ status: users.status }).from(users).where(eq(users.id, userId));
  if (user?.status !== 'inactive') return;
  await mutate(ctx, (unit) =>
    unit.audit('user.login_refused', { kind: 'user', id: userId }, { reason: 'inactive', by: 'passkey' }),
  );
  throw new DomainError('unauthenticated', 'This account is deactivated. Ask whoever runs this portal.');
}
