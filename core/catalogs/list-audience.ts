import { and, asc, eq, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { catalogOrganizations, catalogTeams, organizations, teams } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { searchWords } from '../keyset';
import { can } from '../policy';
import { searchAudience } from './search-audience';

/** Of each kind; a catalog for more is searched. */
const AUDIENCE_SHOWN_MAX = 200;

/** Somebody whom a catalog is or could be for. `about` is a team's organization, or an organization that has ended. */
export type AudienceLine = { id: string; name: string; about: string | null; isChosen: boolean };

/**
 * Whom a catalog is for, and whom it could be for: those chosen first, then, with words to search for, others that they
 * find. Throws `not_found` for others than admins.
 */
export async function listAudience(
  ctx: Context,
  input: { catalogId: string; q: string },
): Promise<{ organizations: AudienceLine[]; teams: AudienceLine[]; hasMore: boolean }> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(input.catalogId)) throw notFound();
  const chosenOrganizations = await readOrganizations(ctx, input);
  const chosenTeams = await readTeams(ctx, input);
  const found = input.q.trim() === '' ? { organizations: [], teams: [] } : await searchAudience(ctx, input);
  const isNew = (chosen: readonly AudienceLine[]) => (line: { id: string }) => !chosen.some(({ id }) => id === line.id);
  return {
    organizations: [
      ...chosenOrganizations,
      ...found.organizations
        .filter(isNew(chosenOrganizations))
        .map(({ id, name }) => ({ id, name, about: null, isChosen: false })),
    ],
    teams: [
      ...chosenTeams,
      ...found.teams
        .filter(isNew(chosenTeams))
        .map(({ id, name, organizationName }) => ({ id, name, about: organizationName, isChosen: false })),
    ],
    hasMore: chosenOrganizations.length >= AUDIENCE_SHOWN_MAX || chosenTeams.length >= AUDIENCE_SHOWN_MAX,
  };
}

const isChosen = sql<boolean>`true`;

function readOrganizations(ctx: Context, { catalogId, q }: { catalogId: string; q: string }): Promise<AudienceLine[]> {
  return ctx.db
    .select({
      id: organizations.id,
      name: organizations.name,
      about: sql<string | null>`case when ${organizations.status} <> 'active' then 'not active' end`,
      isChosen,
    })
    .from(catalogOrganizations)
    .innerJoin(organizations, eq(organizations.id, catalogOrganizations.organizationId))
    .where(and(eq(catalogOrganizations.catalogId, catalogId), ...searchWords(organizations.name, q)))
    .orderBy(asc(sql`lower(${organizations.name})`), asc(organizations.id))
    .limit(AUDIENCE_SHOWN_MAX);
}

function readTeams(ctx: Context, { catalogId, q }: { catalogId: string; q: string }): Promise<AudienceLine[]> {
  return ctx.db
    .select({ id: teams.id, name: teams.name, about: organizations.name, isChosen })
    .from(catalogTeams)
    .innerJoin(teams, eq(teams.id, catalogTeams.teamId))
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(
      and(eq(catalogTeams.catalogId, catalogId), ...searchWords(sql`${teams.name} || ' ' || ${organizations.name}`, q)),
    )
    .orderBy(asc(sql`lower(${organizations.name})`), asc(sql`lower(${teams.name})`), asc(teams.id))
    .limit(AUDIENCE_SHOWN_MAX);
}
