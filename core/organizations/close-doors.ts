import { and, eq, inArray, sql } from 'drizzle-orm';
import {
  catalogOrganizations,
  catalogTeams,
  invitations,
  inviteCodes,
  joinRequests,
  organizationContacts,
  organizationDomains,
  organizations,
  teams,
} from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import { voidTokens } from '../identity/tokens';
import type { Unit } from '../mutate';

/**
 * Sets an organization to `closed` and ends every way into it: invitations, invite codes, requests to join, domains.
 * What it was offered and whom to write to about it go too; its name is free again.
 */
export async function closeDoors(ctx: Context, unit: Unit, organizationId: string, reason: string): Promise<void> {
  await unit.tx
    .update(organizations)
    .set({
      status: 'closed',
      nameKey: `closed:${organizationId}`,
      closesAt: null,
      decidedBy: userIdOf(ctx.actor),
      decidedAt: sql`now()`,
      decisionReason: reason,
    })
    .where(eq(organizations.id, organizationId));
  await withdrawInvitations(unit, organizationId);
  await declineJoinRequests(ctx, unit, organizationId);
  await stopInviteCodes(unit, organizationId);
  await unit.tx.delete(organizationDomains).where(eq(organizationDomains.organizationId, organizationId));
  await unit.tx.delete(organizationContacts).where(eq(organizationContacts.organizationId, organizationId));
  await unit.tx.delete(catalogOrganizations).where(eq(catalogOrganizations.organizationId, organizationId));
  const teamsOfIt = unit.tx.select({ id: teams.id }).from(teams).where(eq(teams.organizationId, organizationId));
  await unit.tx.delete(catalogTeams).where(inArray(catalogTeams.teamId, teamsOfIt));
}

async function withdrawInvitations(unit: Unit, organizationId: string): Promise<void> {
  const withdrawn = await unit.tx
    .update(invitations)
    .set({ status: 'withdrawn' })
    .where(and(eq(invitations.organizationId, organizationId), eq(invitations.status, 'pending')))
    .returning({ id: invitations.id });
  for (const { id } of withdrawn) {
    await voidTokens(unit.tx, { purpose: 'invitation', subjectId: id });
    await unit.audit('invitation.withdrawn', { kind: 'invitation', id, organizationId }, { because: 'closed' });
  }
}

async function declineJoinRequests(ctx: Context, unit: Unit, organizationId: string): Promise<void> {
  const declined = await unit.tx
    .update(joinRequests)
    .set({ status: 'declined', decidedBy: userIdOf(ctx.actor), decidedAt: sql`now()` })
    .where(and(eq(joinRequests.organizationId, organizationId), eq(joinRequests.status, 'pending')))
    .returning({ id: joinRequests.id, userId: joinRequests.userId });
  for (const { id, userId } of declined) {
    await unit.audit('join_request.declined', { kind: 'join_request', id, organizationId }, { because: 'closed' });
    await unit.mail({ message: 'join-request-declined', to: { userId }, subjectId: id });
    const title = 'Your request to join was declined: the organization was closed';
    await unit.notify({ userId, kind: 'join_request.declined', title, href: '/catalogs' });
  }
}

async function stopInviteCodes(unit: Unit, organizationId: string): Promise<void> {
  const stopped = await unit.tx
    .update(inviteCodes)
    .set({ isActive: false })
    .where(and(eq(inviteCodes.organizationId, organizationId), eq(inviteCodes.isActive, true)))
    .returning({ id: inviteCodes.id });
  for (const { id } of stopped) {
    await unit.audit('invite_code.changed', { kind: 'invite_code', id, organizationId }, { isActive: false });
  }
}
