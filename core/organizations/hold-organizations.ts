import { asc, eq, inArray, or } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { organizations } from '@/db/schema';
import type { Unit } from '../mutate';

/**
 * Holds several organizations, and the default one where `withDefault`, until the change commits, in the order of their
 * ids, so that two changes that each need several never wait for each other. NO KEY: rows that refer to an
 * organization, such as an app of somebody else, may be written meanwhile.
 */
export async function holdOrganizations(unit: Unit, wanted: { ids: readonly string[]; withDefault: boolean }) {
  return unit.tx
    .select({
      id: organizations.id,
      name: organizations.name,
      status: organizations.status,
      isDefault: organizations.isDefault,
    })
    .from(organizations)
    .where(
      or(
        inArray(organizations.id, wanted.ids.filter(isId)),
        wanted.withDefault ? eq(organizations.isDefault, true) : undefined,
      ),
    )
    .orderBy(asc(organizations.id))
    .for('no key update');
}
