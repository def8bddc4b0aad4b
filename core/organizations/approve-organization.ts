import { eq, sql } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';
import { foundOrganization } from './found-organization';
import { lockRequester, type Requester } from './lock-requester';
import { lockWithDefault } from './lock-with-default';
import { requirePending } from './require-pending';

/**
 * Says yes to a new organization: whoever asked runs it from now on, takes their apps along, and is told. Throws
 * `not_found` for everybody but portal admins, `forbidden`, and `conflict` when it was decided already or when whoever
 * asked cannot run it (deactivated, deleted, or at home in another organization by now).
 */
export async function approveOrganization(ctx: Context, input: { organizationId: string }): Promise<void> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  await mutate(ctx, async (unit) => {
    const { organization, defaults } = await lockWithDefault(unit, input.organizationId);
    authorize(ctx.actor, 'organization.decide');
    requirePending(organization);
    const { id, name } = organization;
    const requester = ableRequester(await lockRequester(unit, organization.requestedBy));
    await unit.tx
      .update(organizations)
      .set({ status: 'active', decidedBy: userIdOf(ctx.actor), decidedAt: sql`now()`, decisionReason: '' })
      .where(eq(organizations.id, id));
    const detail = { requester: requester.name };
    await unit.audit('organization.approved', { kind: 'organization', id, organizationId: id }, detail);
    await foundOrganization(unit, { organizationId: id, userId: requester.id, from: defaults.id });
    await unit.mail({ message: 'organization-approved', to: { userId: requester.id }, subjectId: id });
    const title = `${name} is approved. Invite your teammates`;
    await unit.notify({ userId: requester.id, kind: 'organization.approved', title, href: '/organization' });
  });
}

/** Who would run it. An organization that nobody can run is not approved: nobody could invite anybody. */
function ableRequester(requester: Requester | null): Requester {
  if (!requester || requester.isDeleted) {
    throw conflict('Whoever asked for this organization has no account any more. Reject the request.');
  }
  if (requester.status !== 'active') {
    throw conflict(
      `${requester.name}, who would run it, is not active. Activate the account first, or reject the request.`,
    );
  }
  if (!requester.organization.isDefault) {
    throw conflict(`${requester.name} belongs to ${requester.organization.name} by now. Reject the request.`);
  }
  return requester;
}
