import { and, eq } from 'drizzle-orm';
import { organizationDomains } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize, can } from '../policy';
import { lockOrganization } from './lock-organization';

/**
 * Forgets an email domain of an organization: nobody is offered to join by it any more; who joined stays. Throws
 * `not_found` for everybody but portal admins and for a domain that is not there, `forbidden`.
 */
export async function removeOrganizationDomain(
  ctx: Context,
  input: { organizationId: string; domain: string },
): Promise<void> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  await mutate(ctx, async (unit) => {
    const { id } = await lockOrganization(unit, ctx.actor, input.organizationId);
    authorize(ctx.actor, 'organization.domains');
    const { domain } = input;
    const removed = await unit.tx
      .delete(organizationDomains)
      .where(and(eq(organizationDomains.domain, domain), eq(organizationDomains.organizationId, id)))
      .returning({ domain: organizationDomains.domain });
    if (removed.length === 0) throw notFound();
    await unit.audit('organization.domain_removed', { kind: 'organization', id, organizationId: id }, { domain });
  });
}
