import { eq, sql } from 'drizzle-orm';
import { invitations, joinRequests, organizations, users } from '@/db/schema';
import type { Context } from '../../context';
import type { Loader, Loading } from '../message-loader';

/** To whoever invited. */
export const invitationAccepted: Loader<'invitation-accepted'> = (loading) => answeredInvitation(loading, 'accepted');

/** To whoever invited. */
export const invitationDeclined: Loader<'invitation-declined'> = (loading) => answeredInvitation(loading, 'declined');

/** Dropped when the person is back before it was sent. */
export const memberRemoved: Loader<'member-removed'> = async ({ ctx, recipient, subjectId }) => {
  const name = await readOrganizationName(ctx, subjectId);
  if (name === null || (await readMembership(ctx, recipient.userId)) === subjectId) return null;
  return { firstName: recipient.firstName, organizationName: name, link: `${ctx.portalUrl}/apps` };
};

/** Dropped when the person is in another organization by now. */
export const memberChanged: Loader<'member-changed'> = async ({ ctx, recipient, subjectId, facts }) => {
  const name = await readOrganizationName(ctx, subjectId);
  if (name === null || (await readMembership(ctx, recipient.userId)) !== subjectId) return null;
  return {
    firstName: recipient.firstName,
    organizationName: name,
    roleName: facts.roleName ?? '',
    changedBy: facts.changedBy ?? '',
    link: `${ctx.portalUrl}/organization`,
  };
};

/** To the super admins; dropped once somebody has decided. */
export const joinRequestToDecide: Loader<'join-request-to-decide'> = async ({ ctx, recipient, subjectId }) => {
  const request = await readJoinRequest(ctx, subjectId);
  if (request?.status !== 'pending') return null;
  return {
    firstName: recipient.firstName,
    personName: `${request.firstName} ${request.lastName}`,
    personEmail: request.email,
    organizationName: request.organizationName,
    link: `${ctx.portalUrl}/organization/users`,
  };
};

/** To the one who asked. */
export const joinRequestAccepted: Loader<'join-request-accepted'> = async ({ ctx, recipient, subjectId }) => {
  const request = await readJoinRequest(ctx, subjectId);
  if (request?.status !== 'accepted') return null;
  return {
    firstName: recipient.firstName,
    organizationName: request.organizationName,
    link: `${ctx.portalUrl}/organization`,
  };
};

/** To the one who asked. */
export const joinRequestDeclined: Loader<'join-request-declined'> = async ({ ctx, recipient, subjectId }) => {
  const request = await readJoinRequest(ctx, subjectId);
  if (request?.status !== 'declined') return null;
  return { firstName: recipient.firstName, organizationName: request.organizationName };
};

async function answeredInvitation({ ctx, recipient, subjectId, facts }: Loading, answer: 'accepted' | 'declined') {
  if (!subjectId) return null;
  const [invitation] = await ctx.db
    .select({
      status: invitations.status,
      firstName: invitations.firstName,
      lastName: invitations.lastName,
      userId: invitations.userId,
      organizationName: organizations.name,
      isToAdmin: sql<boolean>`exists (select 1 from users reader where reader.id = ${recipient.userId}::uuid
        and reader.kind = 'admin')`,
    })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .where(eq(invitations.id, subjectId));
  if (invitation?.status !== answer) return null;
  const adminPath = invitation.userId ? `/admin/users/${invitation.userId}` : '/admin/users';
  return {
    firstName: recipient.firstName,
    // The name that the person chose may differ from the one that they were invited by.
    personName: facts.personName ?? `${invitation.firstName} ${invitation.lastName}`,
    organizationName: invitation.organizationName,
    link: `${ctx.portalUrl}${invitation.isToAdmin ? adminPath : '/organization/users'}`,
  };
}

async function readOrganizationName(ctx: Context, id: string | null): Promise<string | null> {
  if (!id) return null;
  const [row] = await ctx.db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, id));
  return row?.name ?? null;
}

/** The organization that somebody belongs to now. */
async function readMembership(ctx: Context, userId: string | null): Promise<string | null> {
  if (!userId) return null;
  const [row] = await ctx.db.select({ organizationId: users.organizationId }).from(users).where(eq(users.id, userId));
  return row?.organizationId ?? null;
}

async function readJoinRequest(ctx: Context, id: string | null) {
  if (!id) return null;
  const [row] = await ctx.db
    .select({
      status: joinRequests.status,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      organizationName: organizations.name,
    })
    .from(joinRequests)
    .innerJoin(users, eq(users.id, joinRequests.userId))
    .innerJoin(organizations, eq(organizations.id, joinRequests.organizationId))
    .where(eq(joinRequests.id, id));
  return row ?? null;
}
