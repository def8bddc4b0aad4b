import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { invitations } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { throttleAll } from '../identity/attempt-limits';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { visibleInvitations } from '../visibility';
import { invitationLimits } from './invitation-limits';
import { lockInvitation, refuseAnswered } from './lock-invitation';
import { renewInvitation } from './renew-invitation';

/**
 * Sends a pending invitation again and starts its time anew, also when it had expired; the older link dies when the new
 * mail is taken. Throws `not_found`, `forbidden`, `too_many`, `conflict` for one that was answered or withdrawn.
 */
export async function resendInvitation(ctx: Context, input: { invitationId: string }): Promise<void> {
  const invited = await find(ctx, input.invitationId);
  authorize(ctx.actor, 'member.invite', { organizationId: invited.organizationId });
  // Before the change: the counter has a connection of its own, and nobody may hold one while waiting for another.
  await throttleAll(ctx, invitationLimits(ctx, invited));
  await mutate(ctx, async (unit) => {
    const { invitation, organization } = await lockInvitation(unit, ctx.actor, input.invitationId);
    authorize(ctx.actor, 'member.invite', { organizationId: organization.id });
    refuseAnswered(invitation);
    if (organization.status !== 'active') throw conflict('The organization is not active: nobody can be invited.');
    await renewInvitation(ctx, unit, { invitationId: invitation.id, isFirst: false });
  });
}

async function find(ctx: Context, invitationId: string) {
  if (!isId(invitationId)) throw notFound();
  const [invited] = await ctx.db
    .select({ organizationId: invitations.organizationId, email: invitations.email })
    .from(invitations)
    .where(and(eq(invitations.id, invitationId), visibleInvitations(ctx.actor)));
  if (!invited) throw notFound();
  return invited;
}
