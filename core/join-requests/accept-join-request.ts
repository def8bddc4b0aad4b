import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { joinRequests, organizationDomains, users } from '@/db/schema';
import { moveApps } from '../apps/move-apps';
import type { Context } from '../context';
import { conflict } from '../errors';
import { userIdOf } from '../identity/actor';
import { placeUser } from '../members/place-user';
import { withdrawOwnPleas } from '../members/withdraw-own-pleas';
import { mutate, type Unit } from '../mutate';
import { type LockedJoinRequest, lockJoinRequest } from './lock-join-request';

/**
 * A super admin lets in who asked: they become a team member in the default team, with their apps, which stay personal
 * until they share them. What else they had asked for ends. Counts from their next request on. Throws `not_found`,
 * `forbidden`, and `conflict` when it no longer waits, or when the person has no such address or place any more.
 */
export async function acceptJoinRequest(ctx: Context, input: { joinRequestId: string }): Promise<{ name: string }> {
  return mutate(ctx, async (unit) => {
    const request = await lockJoinRequest(unit, ctx.actor, input.joinRequestId, 'joinRequest.decide');
    await refuseImpossible(unit, request);
    const { id, organization, defaults, person } = request;
    await unit.tx
      .update(joinRequests)
      .set({ status: 'accepted', decidedBy: userIdOf(ctx.actor), decidedAt: sql`now()` })
      .where(eq(joinRequests.id, id));
    const organizationId = organization.id;
    await placeUser(unit, { userId: person.id, organizationId, role: 'team_member', teamIds: [] });
    const { appIds } = await moveApps(unit, {
      ownerId: person.id,
      toOrganizationId: organizationId,
      toDefaultOrganization: false,
      staysPersonal: true,
    });
    await withdrawOwnPleas(unit, person.id);
    const detail = { name: person.name, apps: appIds.length };
    await unit.audit('join_request.accepted', { kind: 'join_request', id, organizationId }, detail);
    const moved = { from: defaults.id, to: organizationId, because: 'join request' };
    await unit.audit('member.joined', { kind: 'user', id: person.id, organizationId }, moved);
    await unit.mail({ message: 'join-request-accepted', to: { userId: person.id }, subjectId: id });
    const title = `You are a member of ${organization.name} now`;
    await unit.notify({ userId: person.id, kind: 'join_request.accepted', title, href: '/organization' });
    return { name: person.name };
  });
}

/** The person may have gone elsewhere, been shut out, or changed the address since they asked. */
async function refuseImpossible(unit: Unit, { organization, defaults, person }: LockedJoinRequest): Promise<void> {
  if (organization.status !== 'active') throw conflict(`${organization.name} is not active, so nobody can join it.`);
  if (person.isDeleted || person.status !== 'active') {
    throw conflict(`The account of ${person.name} is not active any more. Decline the request.`);
  }
  if (person.organizationId !== defaults.id) {
    throw conflict(`${person.name} has joined another organization meanwhile. Decline the request.`);
  }
  // Also of an organization that is about to close: it proposes itself to nobody, but may let in who asked before.
  if (!(await isOfItsDomains(unit, { organization, person }))) {
    throw conflict(
      `The address of ${person.name} does not belong to ${organization.name} any more. Send an invitation.`,
    );
  }
}

async function isOfItsDomains(
  unit: Unit,
  { organization, person }: Pick<LockedJoinRequest, 'organization' | 'person'>,
): Promise<boolean> {
  const found = await unit.tx
    .select({ domain: organizationDomains.domain })
    .from(organizationDomains)
    .innerJoin(users, eq(organizationDomains.domain, sql`split_part(${users.email}, '@', 2)`))
    .where(
      and(
        eq(users.id, person.id),
        isNotNull(users.emailVerifiedAt),
        eq(organizationDomains.organizationId, organization.id),
      ),
    );
  return found.length > 0;
}
