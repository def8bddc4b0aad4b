import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid, unauthenticated } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { readSettings } from '../settings/read';
import { ownPasswordLimit, throttleAll } from './attempt-limits';
import { endSessions } from './end-sessions';
import { giveBack } from './give-back';
import { hashPassword, isPassword, passwordProblem } from './passwords';
import { voidLinks } from './void-links';

/**
 * Sets a new password for the person who asks, who must know the current one; ends their other sessions and their
 * mailed links, and tells them. Also what a forced change leads to. Throws `invalid`, `unauthenticated` for nobody,
 * `conflict` for people without a password, `too_many` after wrong ones.
 */
export async function changePassword(
  ctx: Context,
  input: { currentPassword: string; newPassword: string },
): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  authorize(actor, 'profile.change', { userId: actor.userId });
  const passwordHash = await refuseWrong(ctx, actor.userId, input.currentPassword);
  const { portalName } = await readSettings(ctx.db);
  const problem = passwordProblem(input.newPassword, { ...actor, portalName });
  if (problem !== null) throw invalid('newPassword', problem);
  if (await isPassword(input.newPassword, passwordHash))
    throw invalid('newPassword', 'Choose another password than now.');
  const newHash = await hashPassword(input.newPassword);

  await mutate(ctx, async (unit) => {
    const [user] = await unit.tx
      .select({ passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.id, actor.userId))
      .for('update');
    if (user?.passwordHash !== passwordHash) throw conflict('Your password was changed elsewhere. Log in again.');
    await unit.tx
      .update(users)
      .set({ passwordHash: newHash, mustChangePassword: false, updatedAt: sql`now()` })
      .where(eq(users.id, actor.userId));
    const ended = await endSessions(unit.tx, { userId: actor.userId, exceptSessionId: actor.sessionId });
    await voidLinks(unit.tx, actor.userId);
    await unit.audit('user.password_changed', { kind: 'user', id: actor.userId }, { ended });
    await unit.mail({ message: 'password-changed', to: { userId: actor.userId }, subjectId: actor.userId });
  });
}

async function refuseWrong(ctx: Context, userId: string, currentPassword: string): Promise<string> {
  const limits = [ownPasswordLimit(userId)];
  await throttleAll(ctx, limits);
  const [user] = await ctx.db.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, userId));
  if (!user?.passwordHash) throw conflict('You sign in without a password here: change it where you sign in.');
  if (!(await isPassword(currentPassword, user.passwordHash))) {
    throw invalid('currentPassword', 'This is not your current password.');
  }
  await giveBack(ctx, limits);
  return user.passwordHash;
}
