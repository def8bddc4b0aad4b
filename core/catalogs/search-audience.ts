import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { organizations, teams, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { wordsFoundAnywhere } from '../search-across';
import { companies, people, searchedTeams } from '../search-places';

/** Of each kind; whoever is not among them is found with more words. */
export const FOUND_MAX = 20;
/** Of so many whom the words find, those who come first by name are shown. As an array, or all would be read to join. */
const LOOKED_AT_MAX = 1_000;

/** A developer who was found; without an organization of their own they are in the waiting hall. */
export type FoundPerson = { id: string; name: string; email: string; organizationName: string | null };
/** A team that was found. */
export type FoundTeam = { id: string; name: string; organizationName: string };
/** An organization that was found. */
export type FoundOrganization = { id: string; name: string; teamCount: number };

const isOpen: SQL = eq(organizations.status, 'active');
/** Nobody calls the waiting hall of strangers their company. */
const ownOrganization = sql<
  string | null
>`case when ${organizations.isDefault} then null else ${organizations.name} end`;

/** Active developers and teams of active organizations by name, for whoever may see the portal as them. */
export async function searchViewable(
  ctx: Context,
  input: { q: string },
): Promise<{ people: FoundPerson[]; teams: FoundTeam[] }> {
  if (!can(ctx.actor, 'offer.view_as')) throw notFound();
  const name = sql<string>`${users.firstName} || ' ' || ${users.lastName}`;
  const some = ctx.db
    .select({ id: users.id })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(
      and(
        eq(users.kind, 'developer'),
        eq(users.status, 'active'),
        isNull(users.deletedAt),
        isOpen,
        ...(await wordsFoundAnywhere(ctx.db, [people(sql`users.id`), companies(sql`users.organization_id`)], input.q)),
      ),
    )
    .limit(LOOKED_AT_MAX);
  const developers = await ctx.db
    .select({ id: users.id, name, email: users.email, organizationName: ownOrganization })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(sql`users.id = any(array(${some}))`)
    .orderBy(asc(sql`lower(${users.firstName} || ' ' || ${users.lastName})`), asc(users.id))
    .limit(FOUND_MAX);
  return { people: developers, teams: await findTeams(ctx, input.q) };
}

/** Organizations and teams that a catalog can be for, by name; not those that have ended. Throws `not_found`. */
export async function searchAudience(
  ctx: Context,
  input: { q: string },
): Promise<{ organizations: FoundOrganization[]; teams: FoundTeam[] }> {
  if (!can(ctx.actor, 'offer.read_all')) throw notFound();
  const some = ctx.db
    .select({ id: organizations.id })
    .from(organizations)
    .where(and(isOpen, ...(await wordsFoundAnywhere(ctx.db, [companies(sql`organizations.id`)], input.q))))
    .limit(LOOKED_AT_MAX);
  const found = await ctx.db
    .select({
      id: organizations.id,
      name: organizations.name,
      // Written out: in a query of one table drizzle leaves the table's name away.
      teamCount: sql<number>`(select count(*)::int from teams team where team.organization_id = organizations.id)`,
    })
    .from(organizations)
    .where(sql`organizations.id = any(array(${some}))`)
    .orderBy(asc(sql`lower(${organizations.name})`), asc(organizations.id))
    .limit(FOUND_MAX);
  return { organizations: found, teams: await findTeams(ctx, input.q) };
}

async function findTeams(ctx: Context, q: string): Promise<FoundTeam[]> {
  const some = ctx.db
    .select({ id: teams.id })
    .from(teams)
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(and(isOpen, ...(await wordsFoundAnywhere(ctx.db, searchedTeams, q))))
    .limit(LOOKED_AT_MAX);
  return ctx.db
    .select({ id: teams.id, name: teams.name, organizationName: organizations.name })
    .from(teams)
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(sql`teams.id = any(array(${some}))`)
    .orderBy(asc(sql`lower(${organizations.name})`), asc(sql`lower(${teams.name})`), asc(teams.id))
    .limit(FOUND_MAX);
}
