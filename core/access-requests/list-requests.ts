import { and, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { cutPage, onPage, type Page, type PageRequest, pageOrder } from '../keyset';
import { can } from '../policy';
import { wordsFound } from '../search-across';
import { decidableBy } from './decidable-by';
import { byAge, type RequestLine, searchedRequests, selectLines, toLine } from './request-line';
import type { AccessRequestStatus } from './status';

/** Rows a page, unless told, and the most. */
const PAGE = 50;
const PAGE_MAX = 200;

/** Which requests a list shows; what is left out does not narrow it. */
export type RequestFilters = {
  /** One status, `decided` for the whole history, or `any`. The queue, `pending`, unless told. */
  status?: AccessRequestStatus | 'decided' | 'any' | undefined;
  /** Words of the app, the organization, the person or a product. */
  search?: string | undefined;
  /** As the plan was called when the request was made, by its slug. */
  plan?: string | undefined;
  catalogId?: string | undefined;
  appId?: string | undefined;
  organizationId?: string | undefined;
  /** Who has to decide it. */
  decider?: 'auto' | 'admin' | 'third_party' | undefined;
};

/**
 * Requests for portal admins: the queue of what this admin may decide with the oldest first, the history of all with
 * the newest first. One query a page, however large the history. Throws `not_found` for everybody else.
 */
export async function listAccessRequests(
  ctx: Context,
  filters: RequestFilters,
  page: PageRequest & { limit?: number } = {},
): Promise<Page<RequestLine>> {
  if (!can(ctx.actor, 'accessRequest.list_all')) throw notFound();
  const { status = 'pending' } = filters;
  const limit = Math.min(Math.max(page.limit ?? PAGE, 1), PAGE_MAX);
  const keyset = byAge(status === 'pending' ? 'oldest first' : 'newest first');
  const rows = await selectLines(ctx.db, keyset)
    .where(
      and(
        hasStatus(status),
        status === 'pending' ? decidableBy(ctx.actor) : undefined,
        ...matches(filters),
        ...(await wordsFound(ctx.db, searchedRequests, filters.search)),
        onPage(keyset, page),
      ),
    )
    .orderBy(pageOrder(keyset, page))
    .limit(limit + 1);
  return cutPage(rows.map(toLine), limit, page);
}

function hasStatus(status: AccessRequestStatus | 'decided' | 'any'): SQL | undefined {
  if (status === 'any') return undefined;
  return status === 'decided' ? ne(accessRequests.status, 'pending') : inArray(accessRequests.status, [status]);
}

function matches({ plan, catalogId, appId, organizationId, decider }: RequestFilters): (SQL | undefined)[] {
  return [
    plan ? sql`${accessRequests.terms} ->> 'slug' = ${plan}` : undefined,
    catalogId ? eq(accessRequests.catalogId, catalogId) : undefined,
    appId ? eq(accessRequests.appId, appId) : undefined,
    organizationId ? eq(accessRequests.organizationId, organizationId) : undefined,
    decider && eq(accessRequests.decider, decider),
  ];
}
