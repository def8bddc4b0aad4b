import { eq } from 'drizzle-orm';
import { invitations, organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { deadLink, refuseDeadLink } from '../identity/dead-link';
import { spendToken } from '../identity/tokens';
import { mutate, type Unit } from '../mutate';
import { notForYou } from './accept-invitation';
import { tellInviter } from './tell-inviter';
import { voidInvitation } from './void-invitation';

/**
 * Says no to an invitation by its link; nothing else changes, and the inviter is told. Who is logged in as somebody
 * else cannot. Throws `conflict` for a link that is dead, `forbidden`, `too_many`.
 */
export async function declineInvitation(ctx: Context, input: { token: string }): Promise<void> {
  const link = { purpose: 'invitation', token: input.token } as const;
  const { subjectId } = await refuseDeadLink(ctx, link);
  await mutate(ctx, async (unit) => {
    const organization = await lockOrganizationOf(unit, subjectId);
    const spent = await spendToken(unit.tx, link);
    const [invitation] = await unit.tx.select().from(invitations).where(eq(invitations.id, subjectId)).for('update');
    if (!spent || !invitation) throw deadLink();
    const { actor } = ctx;
    const isSomebody = actor.kind === 'developer' || actor.kind === 'admin';
    if (isSomebody && actor.email !== invitation.email) throw notForYou(invitation.email, actor.email);
    if (!(await voidInvitation(unit, { id: subjectId, status: 'declined' }))) throw deadLink();
    const name = await nameOf(unit, invitation);
    await tellInviter(unit, { invitation, organizationName: organization.name, person: { name }, answer: 'declined' });
  });
}

async function lockOrganizationOf(unit: Unit, invitationId: string) {
  const [organization] = await unit.tx
    .select({ name: organizations.name })
    .from(organizations)
    .innerJoin(invitations, eq(invitations.organizationId, organizations.id))
    .where(eq(invitations.id, invitationId))
    .for('no key update', { of: organizations });
  if (!organization) throw deadLink();
  return organization;
}

/** By the name that they were invited by; an address, when there was none. */
async function nameOf(unit: Unit, invitation: typeof invitations.$inferSelect): Promise<string> {
  const invited = `${invitation.firstName} ${invitation.lastName}`.trim();
  if (!invitation.userId) return invited || invitation.email;
  const [user] = await unit.tx
    .select({ firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(eq(users.id, invitation.userId));
  return user ? `${user.firstName} ${user.lastName}` : invited || invitation.email;
}
