import { eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { remindInvitedOwner } from '../invitations/remind-invited-owner';
import { mutate } from '../mutate';
import { isWithin, linkLimits, mailLimit, throttleAll } from './attempt-limits';
import { canonicalEmail, ONE_ADDRESS } from './email-address';

/**
 * Orders a mail with a reset link for the account of this address, if there is one that a password can open. Always
 * ends the same, whether there is one or not. Throws `invalid` for what is no address, `too_many` for the network only.
 */
export async function requestPasswordReset(ctx: Context, input: { email: string }): Promise<void> {
  await throttleAll(ctx, linkLimits(ctx));
  const email = canonicalEmail(input.email);
  if (email === null) throw invalid('email', ONE_ADDRESS);
  if (!(await isWithin(ctx, mailLimit(ctx, 'reset', email)))) return;
  const [user] = await ctx.db
    .select({
      id: users.id,
      status: users.status,
      passwordHash: users.passwordHash,
      oidcSubject: users.oidcSubject,
    })
    .from(users)
    .where(eq(users.email, email));
  // Who only signs in elsewhere must not get a second way in that the provider knows nothing of.
  const opensByPassword = user && user.status !== 'inactive' && !(user.oidcSubject && !user.passwordHash);
  await mutate(ctx, async (unit) => {
    // Also recorded for an address without an account: the work, and so the time, is nearly the same.
    await unit.audit('user.password_reset_requested', { kind: 'user', id: user?.id ?? null });
    if (!user || !opensByPassword) return;
    // What an admin made and nobody has used yet opens by the invitation, whose answer is on record; not past it.
    if ((await remindInvitedOwner(ctx, unit, { userId: user.id, mayMail: true })) !== 'self_made') return;
    await unit.mail({ message: 'password-reset', to: { userId: user.id }, subjectId: user.id });
  });
}
