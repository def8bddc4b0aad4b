import type { Context } from '../context';
import type { Unit } from '../mutate';

/** Orders the mail with the link by which a new admin chooses a password. */
export async function inviteAdmin(ctx: Context, unit: Unit, userId: string): Promise<void> {
  const inviterName = 'firstName' in ctx.actor ? `${ctx.actor.firstName} ${ctx.actor.lastName}` : 'The portal';
  await unit.mail({ message: 'admin-invitation', to: { userId }, subjectId: userId, facts: { inviterName } });
}
