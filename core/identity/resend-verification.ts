import { and, eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { remindInvitedOwner } from '../invitations/remind-invited-owner';
import { mutate } from '../mutate';
import { isWithin, linkLimits, mailLimit, throttleAll } from './attempt-limits';
import { canonicalEmail, ONE_ADDRESS } from './email-address';

/**
 * Sends the verification link again; older links die when the new mail is taken. Says nothing about whether there is
 * anybody with this address who has yet to verify it. Whom an admin invited gets the invitation again. Throws `invalid`
 * for what is no address, `too_many` for the network only.
 */
export async function resendVerification(ctx: Context, input: { email: string }): Promise<void> {
  await throttleAll(ctx, linkLimits(ctx));
  const email = canonicalEmail(input.email);
  if (email === null) throw invalid('email', ONE_ADDRESS);
  if (!(await isWithin(ctx, mailLimit(ctx, 'verify', email)))) return;
  const [user] = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email), eq(users.status, 'unverified')));
  if (!user) return;
  await mutate(ctx, async (unit) => {
    await unit.audit('user.verification_requested', { kind: 'user', id: user.id });
    if ((await remindInvitedOwner(ctx, unit, { userId: user.id, mayMail: true })) !== 'self_made') return;
    await unit.mail({ message: 'verify-address', to: { userId: user.id }, subjectId: user.id });
  });
}
