import { and, eq, ne, sql } from 'drizzle-orm';
import { invitations, invitationTeams, users } from '@/db/schema';
import { adoptRequests } from '../access-requests/adopt-requests';
import { moveApps } from '../apps/move-apps';
import { voidTokens } from '../identity/tokens';
import { placeUser } from '../members/place-user';
import { withdrawOwnPleas } from '../members/withdraw-own-pleas';
import type { Unit } from '../mutate';
import type { Claimed } from './claim-invitation';
import { tellInviter } from './tell-inviter';
import { voidInvitation } from './void-invitation';

type Joining = Pick<Claimed, 'invitation' | 'organization'> & {
  user: { id: string; name: string };
  /** Where the person comes from; null for somebody who had no account. */
  home: { id: string; isDefault: boolean } | null;
};

/**
 * Makes the person a member as the invitation says: place, apps (personal until they share them), an end to what else
 * they had asked for; tells the inviter. Counts from their next request on. Inside the change that claimed the
 * invitation and has decided that this is its person, who is active from now on.
 */
export async function joinByInvitation(unit: Unit, joining: Joining): Promise<void> {
  const { invitation, organization, user, home } = joining;
  const organizationId = organization.id;
  // An account that an admin made has its place already; what was changed about that since then counts.
  if (invitation.userId === null) {
    const teamIds = await teamsOfInvitation(unit, invitation.id);
    await placeUser(unit, { userId: user.id, organizationId, role: invitation.role, teamIds });
  }
  if (home?.isDefault && !organization.isDefault) await bringApps(unit, user.id, organizationId);
  await withdrawOwnPleas(unit, user.id);
  await unit.tx
    .update(users)
    .set({
      status: 'active',
      emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, now())`,
      version: sql`${users.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(users.id, user.id));
  await accept(unit, joining);
  await tellInviter(unit, { invitation, organizationName: organization.name, person: user, answer: 'accepted' });
}

/** Teams that were deleted meanwhile are left out; without any it is the default team. */
async function teamsOfInvitation(unit: Unit, invitationId: string): Promise<string[]> {
  const rows = await unit.tx
    .select({ id: invitationTeams.teamId })
    .from(invitationTeams)
    .where(eq(invitationTeams.invitationId, invitationId))
    .for('key share');
  return rows.map(({ id }) => id);
}

async function bringApps(unit: Unit, ownerId: string, toOrganizationId: string): Promise<void> {
  const { appIds } = await moveApps(unit, {
    ownerId,
    toOrganizationId,
    toDefaultOrganization: false,
    staysPersonal: true,
  });
  await adoptRequests(unit, { appIds, ownerId });
}

async function accept(unit: Unit, { invitation, organization, user, home }: Joining): Promise<void> {
  const { id } = invitation;
  const organizationId = organization.id;
  await unit.tx
    .update(invitations)
    .set({ status: 'accepted', acceptedBy: user.id, acceptedAt: sql`now()` })
    .where(eq(invitations.id, id));
  await voidTokens(unit.tx, { purpose: 'invitation', subjectId: id });
  await unit.audit('invitation.accepted', { kind: 'invitation', id, organizationId }, { userId: user.id });
  const joined = { from: home?.id ?? null, role: invitation.role, because: 'invitation' };
  await unit.audit('member.joined', { kind: 'user', id: user.id, organizationId }, joined);
  // One that an admin had sent for this very account, when another organization's was accepted.
  const others = await unit.tx
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.userId, user.id), eq(invitations.status, 'pending'), ne(invitations.id, id)));
  for (const other of others) {
    await voidInvitation(unit, { id: other.id, status: 'withdrawn', because: 'joined elsewhere' });
  }
}
