import { type SQL, sql } from 'drizzle-orm';
import { decidableBy } from '../access-requests/decidable-by';
import type { Context } from '../context';
import { notFound } from '../errors';
import { type Actor, isActiveAdmin } from '../identity/actor';
import type { Page, PageRequest } from '../keyset';
import { can } from '../policy';
import { cutSortedPage, fromSortValue, onSortedPage, type Sorting, sortedOrder, sortValueOf } from '../sorted-keyset';
import { type InboxFilters, matchesInbox, wordsInInbox } from './inbox-filters';
import { type InboxLine, type JsonLine, lineOfWaiting, toLine } from './inbox-lines';
import { type InboxKind, inboxKinds } from './matter';

/** Rows a page; a file is read in larger ones. */
const PAGE = 50;
/** Rows that one page may hold. */
export const INBOX_PAGE_MAX = 500;

/** By how long it waits, or by what it is about. */
export const inboxSorts = ['oldest', 'newest', 'name'] as const;
/** One of these orders. */
export type InboxSort = (typeof inboxSorts)[number];

/** Where the rows of a kind come from, and what makes one of them wait. */
const SOURCES: Record<InboxKind, { id: SQL; since: SQL; name: SQL; from: SQL }> = {
  request: {
    id: sql`access_requests.id`,
    since: sql`access_requests.created_at`,
    name: sql`apps.name`,
    from: sql`access_requests join apps on apps.id = access_requests.app_id
      join organizations on organizations.id = access_requests.organization_id
      left join users on users.id = access_requests.requested_by`,
  },
  developer: {
    id: sql`users.id`,
    since: sql`users.created_at`,
    name: sql`users.first_name || ' ' || users.last_name`,
    from: sql`users join organizations on organizations.id = users.organization_id`,
  },
  organization: {
    id: sql`organizations.id`,
    since: sql`organizations.created_at`,
    name: sql`organizations.name`,
    from: sql`organizations left join users on users.id = organizations.requested_by`,
  },
};

/**
 * What waits for a decision, of all kinds in one order, the oldest first unless told. For an approver of chosen products
 * only the requests that they decide wait, as in `countWaiting`. Each kind reads no more rows than the page has. Throws
 * `not_found` for everybody but portal admins.
 */
export async function listInbox(
  ctx: Context,
  filters: InboxFilters,
  sort: InboxSort = 'oldest',
  page: PageRequest & { limit?: number } = {},
): Promise<Page<InboxLine>> {
  if (!can(ctx.actor, 'inbox.use')) throw notFound();
  const limit = Math.min(page.limit ?? PAGE, INBOX_PAGE_MAX);
  const words = await wordsInInbox(ctx.db, filters.search);
  const wish = { filters, sort, page, limit, words, actor: ctx.actor };
  const branches = inboxKinds.map((kind) => branchOf(kind, wish));
  const sorting = { ...sortingOf(sort), id: sql`id`, by: sql`sorted` };
  const { rows } = await ctx.db.execute<Row>(sql`
    select waiting.id, waiting."sortValue", ${lineOfWaiting} as line from (
      select * from (${sql.join(branches, sql` union all `)}) every order by ${sortedOrder(sorting, page)}
      limit ${limit + 1}) waiting
    order by ${sortedOrder(sorting, page)}`);
  const cut = cutSortedPage(rows, limit, sorting, page);
  return { ...cut, rows: cut.rows.map(({ line }) => toLine(line)) };
}

type Row = { id: string; sortValue: string; line: JsonLine };

function sortingOf(sort: InboxSort): Omit<Sorting, 'by' | 'id'> {
  return { name: sort, type: sort === 'name' ? 'text' : 'instant', direction: sort === 'newest' ? 'desc' : 'asc' };
}

type Wish = {
  filters: InboxFilters;
  sort: InboxSort;
  page: PageRequest;
  limit: number;
  words: Record<InboxKind, SQL[]>;
  actor: Actor;
};

function branchOf(kind: InboxKind, { filters, sort, page, limit, words, actor }: Wish): SQL {
  const { id, since, name, from } = SOURCES[kind];
  // Bytes, so that the order does not depend on the database's language.
  const by = sort === 'name' ? sql`(lower(${name}) collate "C")` : since;
  const sorting: Sorting = { ...sortingOf(sort), id, by };
  const conditions = [
    waits(kind, actor),
    ...matchesInbox(kind, filters, actor),
    ...words[kind],
    sort === 'name' ? fromSortValue(sorting, page) : undefined,
    onSortedPage(sorting, page),
  ];
  const where = sql.join(
    conditions.filter((one) => one !== undefined),
    sql` and `,
  );
  return sql`(select ${kind}::text as kind, ${id} as id, ${by} as sorted, ${sortValueOf(sorting)} as "sortValue"
    from ${from} where ${where} order by ${sortedOrder(sorting, page)} limit ${limit + 1})`;
}

function waits(kind: InboxKind, actor: Actor): SQL {
  if (kind === 'request') return sql`access_requests.status = 'pending' and ${decidableBy(actor)}`;
  if (isActiveAdmin(actor) && actor.productIds !== null) return sql`false`;
  return kind === 'developer'
    ? sql`users.kind = 'developer' and users.status = 'pending'`
    : sql`organizations.status = 'pending'`;
}
