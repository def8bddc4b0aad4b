import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { isId, newId } from '@/db/ids';
import { invitations, invitationTeams, teams } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { userIdOf } from '../identity/actor';
import type { Unit } from '../mutate';
import { renewInvitation } from './renew-invitation';
import { voidInvitation } from './void-invitation';

/** Whom an invitation is for, and what it gives. */
export type InvitationWish = {
  organizationId: string;
  /** In canonical form. */
  email: string;
  firstName: string;
  lastName: string;
  role: 'super_admin' | 'team_member';
  teamIds: readonly string[];
  /** The account that a portal admin made for this address; its own place counts then. */
  userId: string | null;
};

/**
 * Keeps a place for an address and orders the mail with its link. There is one pending invitation for an organization
 * and an address: inviting again sends that one again, with what is wished now. Inside the caller's change, which holds
 * the organization's row and has decided that it may be. Throws `invalid` for `teamIds` of another organization.
 */
export async function orderInvitation(
  ctx: Context,
  unit: Unit,
  wish: InvitationWish,
): Promise<{ invitationId: string }> {
  const { teamIds, ...fields } = wish;
  const pending = await lockPending(unit, wish);
  const standing = pending.find((one) => one.organizationId === wish.organizationId && one.email === wish.email);
  // Made for the account while it was elsewhere, or had another address: whoever has that link shall not get in by it.
  for (const { id } of pending.filter((one) => one !== standing)) {
    await voidInvitation(unit, { id, status: 'withdrawn', because: 'replaced' });
  }
  const invitationId = standing?.id ?? newId();
  if (standing) {
    await unit.tx.update(invitations).set(fields).where(eq(invitations.id, invitationId));
  } else {
    const invitedBy = userIdOf(ctx.actor);
    await unit.tx.insert(invitations).values({ ...fields, id: invitationId, invitedBy, expiresAt: sql`now()` });
  }
  await keepTeams(unit, invitationId, wish);
  await renewInvitation(ctx, unit, { invitationId, isFirst: !standing });
  return { invitationId };
}

async function lockPending(unit: Unit, { organizationId, email, userId }: InvitationWish) {
  const isOfAddress = and(eq(invitations.organizationId, organizationId), eq(invitations.email, email));
  return unit.tx
    .select({ id: invitations.id, organizationId: invitations.organizationId, email: invitations.email })
    .from(invitations)
    .where(
      and(eq(invitations.status, 'pending'), userId ? or(isOfAddress, eq(invitations.userId, userId)) : isOfAddress),
    )
    .orderBy(invitations.id)
    .for('update');
}

async function keepTeams(unit: Unit, invitationId: string, wish: InvitationWish): Promise<void> {
  const { organizationId } = wish;
  await unit.tx.delete(invitationTeams).where(eq(invitationTeams.invitationId, invitationId));
  const wanted = [...new Set(wish.teamIds)];
  if (!wanted.every(isId)) throw foreignTeam();
  if (wanted.length === 0) return;
  const found = await unit.tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.organizationId, organizationId), inArray(teams.id, wanted)));
  if (found.length !== wanted.length) throw foreignTeam();
  await unit.tx.insert(invitationTeams).values(wanted.map((teamId) => ({ invitationId, teamId, organizationId })));
}

function foreignTeam() {
  return invalid('teamIds', 'Choose teams of this organization.');
}
