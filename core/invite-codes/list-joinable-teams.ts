import { asc, desc, eq } from 'drizzle-orm';
import { organizations, teams } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** More would not be chosen from a list. */
const TEAMS_MAX = 2_000;

/**
 * The teams of active organizations that a code can lead to, by organization. Throws `not_found` for all but portal
 * admins.
 */
export async function listJoinableTeams(
  ctx: Context,
): Promise<{ id: string; name: string; organizationName: string }[]> {
  if (!can(ctx.actor, 'inviteCode.list')) throw notFound();
  return ctx.db
    .select({ id: teams.id, name: teams.name, organizationName: organizations.name })
    .from(teams)
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(eq(organizations.status, 'active'))
    .orderBy(asc(organizations.name), desc(teams.isDefault), asc(teams.name))
    .limit(TEAMS_MAX);
}
