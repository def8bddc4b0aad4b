import { asc, eq, or } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { organizations } from '@/db/schema';
import { notFound } from '../errors';
import type { Unit } from '../mutate';

type Organization = typeof organizations.$inferSelect;

/**
 * An organization and the default one, locked until the change commits, in the order of their ids: two changes that
 * each need both never wait for each other. The caller has decided that the actor may know of them. Throws `not_found`.
 */
export async function lockWithDefault(
  unit: Unit,
  organizationId: string,
): Promise<{ organization: Organization; defaults: Organization }> {
  if (!isId(organizationId)) throw notFound();
  const rows = await unit.tx
    .select()
    .from(organizations)
    .where(or(eq(organizations.id, organizationId), eq(organizations.isDefault, true)))
    .orderBy(asc(organizations.id))
    .for('update');
  const organization = rows.find(({ id }) => id === organizationId);
  const defaults = rows.find(({ isDefault }) => isDefault);
  if (!defaults) throw new Error('There is no default organization: ensureBasics makes it at every start.');
  if (!organization) throw notFound();
  return { organization, defaults };
}
