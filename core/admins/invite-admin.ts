import type { Context } from '../context';
import { nameOfActor } from '../identity/actor';
import type { Unit } from '../mutate';

/** Orders the mail with the link by which a new admin chooses a password. */
export async function inviteAdmin(ctx: Context, unit: Unit, userId: string): Promise<void> {
  const inviterName = nameOfActor(ctx.actor);
  await unit.mail({ message: 'admin-invitation', to: { userId }, subjectId: userId, facts: { inviterName } });
}
