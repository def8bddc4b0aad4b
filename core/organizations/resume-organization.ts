import { eq, sql } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { changeSuspension } from '../credentials/change-suspension';
import { conflict, notFound } from '../errors';
import { userIdOf } from '../identity/actor';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';
import { lockOrganization } from './lock-organization';
import { tellOrganization } from './tell-organization';

/**
 * Lets a suspended organization go on: exactly the keys that the suspension stopped work again; one that was suspended
 * for itself stays so. Its super admins are told. Throws `not_found` for everybody but portal admins, `forbidden`,
 * `conflict` when it is not suspended.
 */
export async function resumeOrganization(ctx: Context, input: { organizationId: string }): Promise<void> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  await mutate(ctx, async (unit) => {
    const { id, name, status } = await lockOrganization(unit, ctx.actor, input.organizationId);
    authorize(ctx.actor, 'organization.suspend');
    if (status !== 'suspended') throw conflict(`${name} is not suspended.`);
    // Before the organization forgets the moment by which its keys are known.
    const scope = { stoppedWithOrganizationId: id };
    const { credentialIds } = await changeSuspension(ctx, unit, scope, 'resumed');
    await unit.tx
      .update(organizations)
      .set({ status: 'active', decidedBy: userIdOf(ctx.actor), decidedAt: sql`now()`, decisionReason: '' })
      .where(eq(organizations.id, id));
    const detail = { keys: credentialIds.length };
    await unit.audit('organization.resumed', { kind: 'organization', id, organizationId: id }, detail);
    await tellOrganization(unit, {
      ...{ organizationId: id, message: 'organization-resumed', subjectId: id, contact: 'security' },
      note: { kind: 'organization.resumed', title: `${name} is active again`, href: '/organization' },
    });
  });
}
