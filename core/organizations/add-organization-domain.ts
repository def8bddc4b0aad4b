import { eq } from 'drizzle-orm';
import { organizationDomains, organizations } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid, notFound } from '../errors';
import { mutate, type Unit } from '../mutate';
import { authorize, can } from '../policy';
import { lockOrganization } from './lock-organization';
import { parseDomain } from './parse-domain';

/**
 * Notes an email domain that the admin has checked to be the organization's: new people with such an address are
 * offered to join it, and its super admins confirm. Throws `not_found` for everybody but portal admins, `forbidden`,
 * `invalid` for a `domain` that is none or another organization's, `conflict` where there are no people to join.
 */
export async function addOrganizationDomain(
  ctx: Context,
  input: { organizationId: string; domain: string },
): Promise<{ domain: string }> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  return mutate(ctx, async (unit) => {
    const { id, name, status, isDefault } = await lockOrganization(unit, ctx.actor, input.organizationId);
    authorize(ctx.actor, 'organization.domains');
    if (isDefault) throw conflict('Nobody is asked to join the default organization.');
    if (status !== 'active' && status !== 'suspended') throw conflict(`${name} is not active, so nobody can join it.`);
    const domain = parseDomain(input.domain);
    const added = await unit.tx
      .insert(organizationDomains)
      .values({ domain, organizationId: id })
      .onConflictDoNothing()
      .returning({ domain: organizationDomains.domain });
    if (added.length === 0) throw invalid('domain', await ownerOf(unit, domain));
    await unit.audit('organization.domain_added', { kind: 'organization', id, organizationId: id }, { domain });
    return { domain };
  });
}

async function ownerOf(unit: Unit, domain: string): Promise<string> {
  const [owner] = await unit.tx
    .select({ name: organizations.name })
    .from(organizationDomains)
    .innerJoin(organizations, eq(organizations.id, organizationDomains.organizationId))
    .where(eq(organizationDomains.domain, domain));
  return `${domain} is noted for ${owner?.name ?? 'another organization'} already.`;
}
