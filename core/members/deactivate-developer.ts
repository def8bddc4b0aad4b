import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { endSessions } from '../identity/end-sessions';
import { voidLinks } from '../identity/void-links';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockDeveloper } from './lock-developer';
import { refuseLastSuperAdmin } from './refuse-last-super-admin';

/**
 * Shuts a developer out: every session and every mailed link ends with the same commit, and they are told. Their apps and
 * keys stay. Throws `not_found`, `forbidden`, `conflict` for one who is inactive already and for the last active super
 * admin of an active organization.
 */
export async function deactivateDeveloper(ctx: Context, input: { userId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const developer = await lockDeveloper(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'user.deactivate', { userId: developer.id });
    if (developer.status === 'inactive') throw conflict(`${developer.name} is deactivated already.`);
    await refuseLastSuperAdmin(unit, developer);
    const { id, organizationId } = developer;
    await unit.tx
      .update(users)
      .set({ status: 'inactive', version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, id));
    const ended = await endSessions(unit.tx, { userId: id });
    await voidLinks(unit.tx, id);
    await unit.audit('user.deactivated', { kind: 'user', id, organizationId }, { from: developer.status, ended });
    await unit.mail({ message: 'account-deactivated', to: { userId: id }, subjectId: id });
  });
}
