import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockInvitation, refuseAnswered } from './lock-invitation';
import { voidInvitation } from './void-invitation';

/**
 * Takes a pending invitation back: its link is dead at once. Throws `not_found`, `forbidden`, `conflict` for one that
 * was answered.
 */
export async function withdrawInvitation(ctx: Context, input: { invitationId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const { invitation, organization } = await lockInvitation(unit, ctx.actor, input.invitationId);
    authorize(ctx.actor, 'member.invite', { organizationId: organization.id });
    refuseAnswered(invitation);
    await voidInvitation(unit, { id: invitation.id, status: 'withdrawn' });
  });
}
