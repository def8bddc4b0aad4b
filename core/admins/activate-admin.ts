import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { inviteAdmin } from './invite-admin';
import { lockAdmin } from './lock-admin';

/** Lets a deactivated admin in again, with the role that they had. Throws `not_found`, `conflict`. */
export async function activateAdmin(ctx: Context, input: { userId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const admin = await lockAdmin(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'admin.manage');
    if (admin.status === 'active') throw conflict(`${admin.name} is active already.`);
    await unit.tx
      .update(users)
      .set({ status: 'active', version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, admin.id));
    await unit.audit('admin.activated', { kind: 'user', id: admin.id });
    if (admin.passwordHash === null) await inviteAdmin(ctx, unit, admin.id);
    else await unit.mail({ message: 'account-activated', to: { userId: admin.id }, subjectId: admin.id });
  });
}
