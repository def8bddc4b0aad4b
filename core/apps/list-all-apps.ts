import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apps, organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { cursorOf, cutPage, type Keyset, onPage, type Page, type PageRequest, pageOrder } from '../keyset';
import { can } from '../policy';
import { wordsFound } from '../search-across';
import { appsCalled, companies, people } from '../search-places';
import { keyCounts } from './list-apps';

/** Rows a page, unless told, and the most. */
const PAGE = 50;
const PAGE_MAX = 200;

/** An app as portal admins list it. The owner is null once they have gone without an heir. */
export type AdminAppLine = {
  id: string;
  name: string;
  organizationId: string;
  organizationName: string;
  ownerName: string | null;
  ownerEmail: string | null;
  createdAt: Date;
  deletedAt: Date | null;
  activeKeys: number;
  waitingKeys: number;
  failedKeys: number;
  pendingRequests: number;
  cursor: string;
};
/**
 * `problems`: with a key that the gateway refused; `review`: nobody has confirmed that it is needed, though they were
 * asked; `found`: with a working key that somebody found in the open. Apps that exist unless told.
 */
export type AppFilters = {
  search?: string | undefined;
  /** The id of the only organization to show. */
  organizationId?: string | undefined;
  show?: 'problems' | 'review' | 'found' | 'deleted' | undefined;
};

const keyset: Keyset = { at: apps.createdAt, id: apps.id, order: 'newest first' };

/** All apps for portal admins, newest first. Throws `not_found` for everybody else. */
export async function listAllApps(
  ctx: Context,
  filters: AppFilters,
  page: PageRequest & { limit?: number } = {},
): Promise<Page<AdminAppLine>> {
  if (!can(ctx.actor, 'app.list_all')) throw notFound();
  const limit = Math.min(Math.max(page.limit ?? PAGE, 1), PAGE_MAX);
  const rows = await ctx.db
    .select({
      id: apps.id,
      name: apps.name,
      organizationId: apps.organizationId,
      organizationName: organizations.name,
      ownerName: sql<string | null>`${users.firstName} || ' ' || ${users.lastName}`,
      ownerEmail: users.email,
      createdAt: apps.createdAt,
      deletedAt: apps.deletedAt,
      ...keyCounts,
      cursor: cursorOf(keyset),
    })
    .from(apps)
    .innerJoin(organizations, eq(organizations.id, apps.organizationId))
    .leftJoin(users, eq(users.id, apps.ownerId))
    .where(
      and(
        shown(filters.show),
        ...(await wordsFound(ctx.db, places, filters.search)),
        ofOrganization(filters.organizationId),
        onPage(keyset, page),
      ),
    )
    .orderBy(pageOrder(keyset, page))
    .limit(limit + 1);
  return cutPage(rows, limit, page);
}

const places = [appsCalled(sql`apps.id`), companies(sql`apps.organization_id`), people(sql`apps.owner_id`)];

function shown(show: AppFilters['show']): SQL | undefined {
  if (show === 'deleted') return isNotNull(apps.deletedAt);
  const isUnanswered = sql`apps.review_asked_at is not null
    and coalesce(apps.confirmed_at < apps.review_asked_at, true)`;
  // As arrays: such keys are few, and their apps are looked up instead of every app being asked.
  const hasFound = sql`apps.id = any(array(select key.app_id from credentials key where key.status = 'active'
    and key.found_at is not null))`;
  const hasProblem = sql`apps.id = any(array(select key.app_id from credentials key where key.status = 'failed'))`;
  const wanted = { problems: hasProblem, review: isUnanswered, found: hasFound };
  return and(isNull(apps.deletedAt), show && wanted[show]);
}

function ofOrganization(id: string | undefined): SQL | undefined {
  if (!id) return undefined;
  return isId(id) ? eq(apps.organizationId, id) : sql`false`;
}
