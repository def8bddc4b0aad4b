import { eq } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockOrganization } from './lock-organization';
import { refuseEnded } from './refuse-ended';

/**
 * Decides whether teammates see each other's addresses, or names only; super admins see them all the same. Counts from
 * the next request. Throws `not_found`, `forbidden`, `conflict` for an organization that has ended.
 */
export async function changeOrganization(
  ctx: Context,
  input: { organizationId: string; hidesAddresses: boolean },
): Promise<void> {
  const { hidesAddresses } = input;
  await mutate(ctx, async (unit) => {
    const organization = await lockOrganization(unit, ctx.actor, input.organizationId);
    const { id } = organization;
    authorize(ctx.actor, 'organization.change', { organizationId: id });
    refuseEnded(organization);
    await unit.tx.update(organizations).set({ hidesAddresses }).where(eq(organizations.id, id));
    await unit.audit('organization.changed', { kind: 'organization', id, organizationId: id }, { hidesAddresses });
  });
}
