import { asc, desc, inArray } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** A choice in a list is not a search: beyond this many an organization's own page leads to its teams. */
const CHOICES_MAX = 500;

/** The organizations that can have teams, the default one first, for a filter and for a new team. For portal admins. */
export async function listTeamOrganizations(ctx: Context): Promise<{ id: string; name: string }[]> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  return ctx.db
    .select({ id: organizations.id, name: organizations.name })
    .from(organizations)
    .where(inArray(organizations.status, ['active', 'pending', 'suspended']))
    .orderBy(desc(organizations.isDefault), asc(organizations.nameKey))
    .limit(CHOICES_MAX);
}
