import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { inviteAdmin } from './invite-admin';
import { lockAdmin } from './lock-admin';

/** Sends an admin who has chosen no password yet another link; the older one dies. Throws `not_found`, `conflict`. */
export async function resendAdminInvitation(ctx: Context, input: { userId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const admin = await lockAdmin(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'admin.manage');
    if (admin.status !== 'active') throw conflict(`${admin.name} is deactivated. Activate the account first.`);
    if (admin.passwordHash !== null) throw conflict(`${admin.name} has chosen a password already.`);
    await inviteAdmin(ctx, unit, admin.id);
    await unit.audit('user.invited', { kind: 'user', id: admin.id }, { role: admin.role });
  });
}
