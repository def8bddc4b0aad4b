import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apps, organizations, teamMembers, teams, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { cursorOf, cutPage, type Keyset, onPage, type Page, type PageRequest, pageOrder } from '../keyset';
import { can } from '../policy';
import { wordsFound } from '../search-across';
import { searchedTeams } from '../search-places';

/** A line of the admins' list of teams. */
export type AnyTeamLine = {
  id: string;
  name: string;
  isDefault: boolean;
  organization: { id: string; name: string; isDefault: boolean };
  memberCount: number;
  sharedApps: number;
  createdAt: Date;
};
/** Which teams of all organizations are listed; `limit` counts rows. */
export type TeamFilter = PageRequest & { search?: string; organizationId?: string | null; limit?: number };

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;
const NEWEST: Keyset = { at: teams.createdAt, id: teams.id, order: 'newest first' };
const count = sql<number>`count(*)::int`;

/**
 * A page of the teams of every living organization, the newest first, found by their own name or the organization's.
 * Throws `not_found` for everybody but portal admins.
 */
export async function listAllTeams(ctx: Context, filter: TeamFilter): Promise<Page<AnyTeamLine>> {
  if (!can(ctx.actor, 'organization.list')) throw notFound();
  const limit = Math.min(Math.max(filter.limit ?? PAGE_DEFAULT, 1), PAGE_MAX);
  const { organizationId } = filter;
  const rows = await ctx.db
    .select({
      cursor: cursorOf(NEWEST),
      id: teams.id,
      name: teams.name,
      isDefault: teams.isDefault,
      organization: { id: organizations.id, name: organizations.name, isDefault: organizations.isDefault },
      memberCount: sql<number>`(select ${count} from ${teamMembers} join ${users} on ${users.id} = ${teamMembers.userId}
        where ${teamMembers.teamId} = ${teams.id} and ${isNull(users.deletedAt)})`,
      sharedApps: sql<number>`(select ${count} from ${apps} where ${apps.teamId} = ${teams.id} and ${isNull(apps.deletedAt)})`,
      createdAt: teams.createdAt,
    })
    .from(teams)
    .innerJoin(organizations, eq(organizations.id, teams.organizationId))
    .where(
      and(
        inArray(organizations.status, ['active', 'pending', 'suspended']),
        organizationId && isId(organizationId) ? eq(organizations.id, organizationId) : undefined,
        ...(await wordsFound(ctx.db, searchedTeams, filter.search)),
        onPage(NEWEST, filter),
      ),
    )
    .orderBy(pageOrder(NEWEST, filter))
    .limit(limit + 1);
  const page = cutPage(rows, limit, filter);
  return { ...page, rows: page.rows.map(({ cursor: _cursor, ...line }) => line) };
}
