import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockDeveloper } from './lock-developer';
import { resumeSuspendedWith } from './resume-suspended-with';

/**
 * Lets in a developer who waits, or one who was deactivated, and tells them; keys that the deactivation suspended work again. One who was deactivated before the address was
 * verified gets a new verification link instead and is `unverified` again. Throws `not_found`, `forbidden`, `conflict` for
 * one who is active already or has an address to verify first.
 */
export async function activateDeveloper(
  ctx: Context,
  input: { userId: string },
): Promise<{ status: 'active' | 'unverified' }> {
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
    await unit.tx
      .update(users)
      .set({ status, version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, developer.id));
    const { id, organizationId } = developer;
    const resumed = developer.status === 'inactive' ? await resumeSuspendedWith(ctx, unit, id) : [];
    const detail = { from: developer.status, to: status, resumedKeyIds: resumed };
    await unit.audit('user.activated', { kind: 'user', id, organizationId }, detail);
    const message = status === 'active' ? 'account-activated' : 'verify-address';
    await unit.mail({ message, to: { userId: id }, subjectId: id });
    return { status };
  });
}
