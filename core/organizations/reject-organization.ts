import { eq, sql } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import { parseReason } from '../access-requests/parse-reason';
import type { Context } from '../context';
import { notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';
import { lockOrganization } from './lock-organization';
import { lockRequester } from './lock-requester';
import { requirePending } from './require-pending';

/**
 * Says no, with a reason that whoever asked is told: they stay in the default organization and may try again, also with
 * the same name. Throws `not_found` for everybody but portal admins, `forbidden`, `invalid` without a reason,
 * `conflict` when it was decided already.
 */
export async function rejectOrganization(
  ctx: Context,
  input: { organizationId: string; reason: string },
): Promise<void> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  await mutate(ctx, async (unit) => {
    const organization = await lockOrganization(unit, ctx.actor, input.organizationId);
    authorize(ctx.actor, 'organization.decide');
    requirePending(organization);
    const reason = parseReason(input.reason);
    const { id, name } = organization;
    await unit.tx
      .update(organizations)
      .set({ status: 'rejected', decidedBy: userIdOf(ctx.actor), decidedAt: sql`now()`, decisionReason: reason })
      .where(eq(organizations.id, id));
    await unit.audit('organization.rejected', { kind: 'organization', id, organizationId: id }, { reason });
    const requester = await lockRequester(unit, organization.requestedBy);
    if (!requester || requester.isDeleted) return;
    const userId = requester.id;
    await unit.mail({ message: 'organization-rejected', to: { userId }, subjectId: id, facts: { reason } });
    const title = `Your organization ${name} was not approved`;
    await unit.notify({ userId, kind: 'organization.rejected', title, href: '/organization/new' });
  });
}
