import { and, eq } from 'drizzle-orm';
import { organizations } from '@/db/schema';
import { notFound } from '../errors';
import type { Actor } from '../identity/actor';
import { holdSuperAdmin } from '../members/hold-super-admin';
import type { Unit } from '../mutate';
import { visibleOrganizations } from '../visibility';

/**
 * An organization that the actor may see, locked until the change commits. Whoever changes who belongs to it, or with
 * which role, takes this lock first, before any user's row: so the last super admin is counted by one change at a time
 * and two changes never wait for each other. A developer must still be its super admin, now that it is held. Throws
 * `not_found`, `forbidden`.
 */
export async function lockOrganization(
  unit: Unit,
  actor: Actor,
  organizationId: string,
): Promise<typeof organizations.$inferSelect> {
  const [organization] = await unit.tx
    .select()
    .from(organizations)
    .where(and(eq(organizations.id, organizationId), visibleOrganizations(actor)))
    .for('update');
  if (!organization) throw notFound();
  await holdSuperAdmin(unit, actor, organization.id);
  return organization;
}
