import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockDeveloper } from './lock-developer';
import { resumeSuspendedWith } from './resume-suspended-with';

/**
 * Lets in a developer who waits, or one who was deactivated, and tells them; keys that the deactivation suspended work
 * again. One who was deactivated before the address was verified is `unverified` again and gets a new verification
 * link, or is `uninvited` where an admin made the account without a password: there an invitation does the same. Throws
 * `not_found`, `forbidden`, `conflict` for one who is active already or has an address to verify first.
 */
export async function activateDeveloper(
  ctx: Context,
  input: { userId: string },
): Promise<{ status: 'active' | 'unverified' | 'uninvited' }> {
  return mutate(ctx, async (unit) => {
    const developer = await lockDeveloper(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'user.activate', { userId: developer.id });
    if (developer.status === 'active') throw conflict(`${developer.name} is active already.`);
    if (developer.status === 'unverified') {
      throw conflict(
        `${developer.name} has not verified the email address yet. Only they can, by the link in their mail.`,
      );
    }
    const status = developer.emailVerifiedAt === null ? 'unverified' : 'active';
    const [account] = await unit.tx
      .update(users)
      .set({ status, version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, developer.id))
      .returning({ passwordHash: users.passwordHash, oidcSubject: users.oidcSubject });
    const { id, organizationId } = developer;
    const resumed = developer.status === 'inactive' ? await resumeSuspendedWith(ctx, unit, id) : [];
    const detail = { from: developer.status, to: status, resumedKeyIds: resumed };
    await unit.audit('user.activated', { kind: 'user', id, organizationId }, detail);
    const canLogIn = Boolean(account?.passwordHash ?? account?.oidcSubject);
    if (status === 'unverified' && !canLogIn) return { status: 'uninvited' };
    const message = status === 'active' ? 'account-activated' : 'verify-address';
    await unit.mail({ message, to: { userId: id }, subjectId: id });
    return { status };
  });
}
