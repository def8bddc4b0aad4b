import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** A choice in a list is not a search: beyond this many an organization's own page leads to its teams. */
const CHOICES_MAX = 500;

/** The organizations that can have teams, the default one first, for a filter and for a new team. For portal admins. */
export async function listTeamOrganizations(ctx: Context): Promise<{ id: string; name: string }[]> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  // Sorted by name alone, which has an index: with the default one before them all would be read to sort them.
  const { rows } = await ctx.db.execute<{ id: string; name: string }>(sql`
    select id, name from (
      (select id, name, is_default, name_key from organizations where is_default and ${canHaveTeams})
      union all
      (select id, name, is_default, name_key from organizations where not is_default and ${canHaveTeams}
        order by name_key limit ${CHOICES_MAX - 1})) choices
    order by is_default desc, name_key`);
  return rows;
}

// The second half is what the index of names is of.
const canHaveTeams = sql`status in ('active', 'pending', 'suspended') and status <> 'rejected'`;
