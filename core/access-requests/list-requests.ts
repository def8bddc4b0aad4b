import { and, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { cutPage, onPage, type Page, type PageRequest, pageOrder, searchWords } from '../keyset';
import { can } from '../policy';
import { decidableBy } from './decidable-by';
import { byAge, productNames, type RequestLine, selectLines, toLine } from './request-line';
import type { AccessRequestStatus } from './status';

/** Rows a page. */
const PAGE = 50;

export type RequestFilters = {
  /** One status, or `decided` for the whole history. The queue, `pending`, unless told. */
  status?: AccessRequestStatus | 'decided' | undefined;
  /** Words of the app, the organization, the person or a product. */
  search?: string | undefined;
  /** As the plan was called when the request was made, by its slug. */
  plan?: string | undefined;
  catalogId?: string | undefined;
};

/**
 * Requests for portal admins: the queue of what this admin may decide with the oldest first, the history of all with
 * the newest first. One query a page, however large the history. Throws `not_found` for everybody else.
 */
export async function listAccessRequests(
  ctx: Context,
  filters: RequestFilters,
  page: PageRequest = {},
): Promise<Page<RequestLine>> {
  if (!can(ctx.actor, 'accessRequest.list_all')) throw notFound();
  const { status = 'pending' } = filters;
  const keyset = byAge(status === 'pending' ? 'oldest first' : 'newest first');
  const rows = await selectLines(ctx.db, keyset)
    .where(
      and(
        hasStatus(status),
        status === 'pending' ? decidableBy(ctx.actor) : undefined,
        ...matches(filters),
        onPage(keyset, page),
      ),
    )
    .orderBy(pageOrder(keyset, page))
    .limit(PAGE + 1);
  return cutPage(rows.map(toLine), PAGE, page);
}

function hasStatus(status: AccessRequestStatus | 'decided'): SQL {
  return status === 'decided' ? ne(accessRequests.status, 'pending') : inArray(accessRequests.status, [status]);
}

const searched = sql`(apps.name || ' ' || organizations.name || ' ' || coalesce(users.first_name, '') || ' '
  || coalesce(users.last_name, '') || ' ' || coalesce(users.email, '') || ' ' || ${productNames})`;

function matches({ search, plan, catalogId }: RequestFilters): (SQL | undefined)[] {
  return [
    ...searchWords(searched, search),
    plan ? sql`${accessRequests.terms} ->> 'slug' = ${plan}` : undefined,
    catalogId ? eq(accessRequests.catalogId, catalogId) : undefined,
  ];
}
