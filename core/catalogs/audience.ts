import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { catalogOrganizations, catalogs, catalogTeams, organizations, users } from '@/db/schema';
import type { CatalogVisibility } from './parse-catalog';

/** Whom a catalog is for. `public` and `internal` ones are for every active developer, whatever the audience says. */
export type Audience = {
  visibility: CatalogVisibility;
  organizationIds: readonly string[];
  teamIds: readonly string[];
};

/** How many active developers see it who did not before, and how many see it no more. */
export type Sight = { gained: number; lost: number };

type Reader = Pick<Database | Transaction, 'select'>;

/** Whom a catalog is for now; null when there is none. */
export async function readAudience(db: Reader, catalogId: string): Promise<Audience | null> {
  const [row] = await db
    .select({
      visibility: catalogs.visibility,
      // Written out: in a query of one table drizzle leaves the table's name away.
      organizationIds: sql<string[]>`array(select audience.organization_id from ${catalogOrganizations} audience
        where audience.catalog_id = catalogs.id)`,
      teamIds: sql<string[]>`array(select audience.team_id from ${catalogTeams} audience
        where audience.catalog_id = catalogs.id)`,
    })
    .from(catalogs)
    .where(eq(catalogs.id, catalogId));
  return row ?? null;
}

/** What a change of the audience does to people. */
export async function compareAudiences(db: Reader, before: Audience, after: Audience): Promise<Sight> {
  return {
    gained: await countPeople(db, sql`${within(after)} and not ${within(before)}`),
    lost: await countPeople(db, sql`${within(before)} and not ${within(after)}`),
  };
}

/** How many active developers a catalog is for. */
export function countSeers(db: Reader, audience: Audience): Promise<number> {
  return countPeople(db, within(audience));
}

/** Counts the developers who may use the portal and fit `which`, a condition on `users`. */
export async function countPeople(db: Reader, which: SQL): Promise<number> {
  const [row] = await db
    .select({ people: sql<number>`count(*)::int` })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(
      and(
        eq(users.kind, 'developer'),
        eq(users.status, 'active'),
        isNull(users.deletedAt),
        eq(users.mustChangePassword, false),
        eq(organizations.status, 'active'),
        which,
      ),
    );
  return row?.people ?? 0;
}

/** Whether `users` belongs to the audience: two reads by index, not one for each person. */
export function within({ visibility, organizationIds, teamIds }: Audience): SQL {
  if (visibility !== 'private') return sql`true`;
  return sql`(users.id in (
    select colleague.id from users colleague where colleague.organization_id = any(${sql.param([...organizationIds])}::uuid[])
    union all
    select member.user_id from team_members member where member.team_id = any(${sql.param([...teamIds])}::uuid[])))`;
}
