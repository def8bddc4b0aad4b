import { and, eq, isNull, sql } from 'drizzle-orm';
import { invitations, users } from '@/db/schema';
import { conflict, type DomainError } from '../errors';
import { deadLink } from '../identity/dead-link';
import { spendToken } from '../identity/tokens';
import type { Unit } from '../mutate';
import { holdOrganizations } from '../organizations/hold-organizations';
import { inviterStillMay } from './inviter-still-may';

/** An invitation whose link was just used up, its organization, and the account of the invited address, all held. */
export type Claimed = Awaited<ReturnType<typeof claimInvitation>>;

/**
 * Uses up an invitation's link for accepting it, and holds everything that accepting touches, in the order that all
 * changes of membership keep: organizations by id, the account, the invitation. Everything is looked at again here,
 * since much may have happened since it was sent. Throws `conflict` for whatever is no longer possible.
 */
export async function claimInvitation(unit: Unit, input: { invitationId: string; token: string }) {
  const seen = await look(unit, input.invitationId);
  const ids = [seen.organizationId, ...(seen.account ? [seen.account.organizationId] : [])];
  const held = await holdOrganizations(unit, { ids, withDefault: false });
  const account = seen.account && (await lockAccount(unit, seen.account));
  const spent = await spendToken(unit.tx, { purpose: 'invitation', token: input.token });
  if (spent?.subjectId !== input.invitationId) throw deadLink();
  const [invitation] = await unit.tx
    .select({ ...columns, isExpired: sql<boolean>`${invitations.expiresAt} <= now()` })
    .from(invitations)
    .where(eq(invitations.id, input.invitationId))
    .for('update');
  const organization = held.find(({ id }) => id === seen.organizationId);
  if (!invitation || !organization || invitation.status !== 'pending' || invitation.isExpired) throw deadLink();
  if (organization.status !== 'active') throw noLongerStands(organization.name);
  if (!(await inviterStillMay(unit.tx, invitation))) throw noLongerStands(organization.name);
  const home = held.find(({ id }) => id === account?.organizationId) ?? null;
  return { invitation, organization, account, home };
}

const columns = {
  id: invitations.id,
  organizationId: invitations.organizationId,
  email: invitations.email,
  role: invitations.role,
  status: invitations.status,
  userId: invitations.userId,
  invitedBy: invitations.invitedBy,
};

/** Who is concerned, before anything is held. A portal admin has no organization and meets a refusal later. */
async function look(unit: Unit, invitationId: string) {
  const [invitation] = await unit.tx
    .select({ organizationId: invitations.organizationId, email: invitations.email })
    .from(invitations)
    .where(eq(invitations.id, invitationId));
  if (!invitation) throw deadLink();
  const [account] = await unit.tx
    .select({ id: users.id, organizationId: users.organizationId })
    .from(users)
    .where(and(eq(users.email, invitation.email), isNull(users.deletedAt)));
  if (account && !account.organizationId) {
    throw conflict('This address belongs to a portal admin, who is a member of no organization.');
  }
  return {
    organizationId: invitation.organizationId,
    account: account?.organizationId ? { id: account.id, organizationId: account.organizationId } : null,
  };
}

async function lockAccount(unit: Unit, seen: { id: string; organizationId: string }) {
  const [account] = await unit.tx
    .select({
      id: users.id,
      email: users.email,
      firstName: users.firstName,
      lastName: users.lastName,
      status: users.status,
      passwordHash: users.passwordHash,
      organizationId: users.organizationId,
    })
    .from(users)
    .where(and(eq(users.id, seen.id), eq(users.organizationId, seen.organizationId), isNull(users.deletedAt)))
    .for('update');
  if (!account) throw conflict('Something about this account changed a moment ago. Open the link again.');
  return account;
}

function noLongerStands(organizationName: string): DomainError {
  return conflict(
    `This invitation to ${organizationName} does not stand any more. Ask somebody of the organization for a new one.`,
  );
}
