import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate, type Unit } from '../mutate';
import { readSettings } from '../settings/read';
import { admit } from './admit';
import { deadLink, refuseDeadLink } from './dead-link';
import { endSessions } from './end-sessions';
import { hashPassword, passwordProblem } from './passwords';
import { spendToken } from './tokens';
import { voidLinks } from './void-links';

/**
 * Sets a new password by a mailed link, which is used up; ends every session and every other link of the account, tells
 * its owner, and logs nobody in. The link also proves the address, so an account that was never verified is admitted:
 * the rightful owner of an address that somebody else registered gets it this way. Throws `invalid`, `conflict` for a
 * link that does not work, `too_many`.
 */
export async function resetPassword(ctx: Context, input: { token: string; password: string }): Promise<void> {
  const link = { purpose: 'reset_password', token: input.token } as const;
  const { subjectId } = await refuseDeadLink(ctx, link);
  await refuseWeak(ctx, subjectId, input.password);
  const passwordHash = await hashPassword(input.password);
  await mutate(ctx, async (unit) => {
    const spent = await spendToken(unit.tx, link);
    const user = spent && (await lockUser(unit, spent.subjectId));
    if (!user || user.status === 'inactive') throw deadLink();
    await unit.tx
      .update(users)
      .set({ passwordHash, mustChangePassword: false, updatedAt: sql`now()` })
      .where(eq(users.id, user.id));
    const ended = await endSessions(unit.tx, { userId: user.id });
    await voidLinks(unit.tx, user.id);
    await unit.audit('user.password_reset', { kind: 'user', id: user.id }, { ended });
    await unit.mail({ message: 'password-changed', to: { userId: user.id }, subjectId: user.id });
    if (user.status === 'unverified') await admitByLink(unit, user.id);
  });
}

async function refuseWeak(ctx: Context, userId: string, password: string): Promise<void> {
  const { portalName } = await readSettings(ctx.db);
  const [owner] = await ctx.db
    .select({ email: users.email, firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(eq(users.id, userId));
  if (!owner) throw deadLink();
  const problem = passwordProblem(password, { ...owner, portalName });
  if (problem !== null) throw invalid('password', problem);
}

async function lockUser(unit: Unit, userId: string) {
  const [user] = await unit.tx
    .select({ id: users.id, status: users.status })
    .from(users)
    .where(eq(users.id, userId))
    .for('update');
  return user;
}

async function admitByLink(unit: Unit, userId: string): Promise<void> {
  await unit.audit('user.address_verified', { kind: 'user', id: userId }, { by: 'password reset' });
  await admit(unit, userId);
}
