import { and, eq } from 'drizzle-orm';
import { organizations, teams } from '@/db/schema';
import type { Unit } from '../mutate';

/** Where people land whom nobody invited: the default team of the default organization. */
export async function defaultPlace(unit: Unit): Promise<{ organizationId: string; teamId: string }> {
  const [place] = await unit.tx
    .select({ organizationId: teams.organizationId, teamId: teams.id })
    .from(teams)
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(and(eq(organizations.isDefault, true), eq(teams.isDefault, true)));
  if (!place) throw new Error('There is no default team: ensureBasics makes it at every start.');
  return place;
}
