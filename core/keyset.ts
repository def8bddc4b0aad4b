import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/**
 * Which page of a list: what comes after or before a row, or the first one. A cursor names the row by its moment, as
 * text because JavaScript's dates lose the microseconds, and its id. One that nobody here made leads to the first page.
 */
export type PageRequest = { after?: string | null | undefined; before?: string | null | undefined };
/** Rows, and the cursors of the pages around them: null where there is none. */
export type Page<Row> = { rows: Row[]; after: string | null; before: string | null };

/** What a list is ordered by: a moment, and the id where two are the same. */
export type Keyset = { at: SQLWrapper; id: SQLWrapper; order: 'oldest first' | 'newest first' };

const CURSOR = /^([1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d[.]\d{6}Z)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Selects a row's own cursor. */
export function cursorOf({ at, id }: Keyset): SQL<string> {
  return sql<string>`to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || ${id}`;
}

/** The condition for the rows of this page; undefined for the first. */
export function onPage({ at, id, order }: Keyset, page: PageRequest): SQL | undefined {
  const [, moment, row] = readCursor(page.before ?? page.after) ?? [];
  if (!moment || !row) return undefined;
  const isLater = (order === 'oldest first') !== isBackwards(page);
  const than = sql`(${moment}::timestamptz, ${row}::uuid)`;
  return isLater ? sql`(${at}, ${id}) > ${than}` : sql`(${at}, ${id}) < ${than}`;
}

/** The order to read this page in; `cutPage` turns it round again. */
export function pageOrder({ at, id, order }: Keyset, page: PageRequest): SQL {
  const isRising = (order === 'oldest first') !== isBackwards(page);
  return isRising ? sql`${at} asc, ${id} asc` : sql`${at} desc, ${id} desc`;
}

/** Makes a page of up to `limit + 1` rows that were read: the extra one says only that there are more. */
export function cutPage<Row extends { cursor: string }>(
  read: readonly Row[],
  limit: number,
  page: PageRequest,
): Page<Row> {
  const backwards = isBackwards(page);
  const hasMore = read.length > limit;
  const kept = read.slice(0, limit);
  const rows = backwards ? kept.reverse() : kept;
  const hasBefore = backwards ? hasMore : readCursor(page.after) !== null;
  const hasAfter = backwards || hasMore;
  return {
    rows,
    before: hasBefore ? (rows[0]?.cursor ?? null) : null,
    after: hasAfter ? (rows.at(-1)?.cursor ?? null) : null,
  };
}

function isBackwards(page: PageRequest): boolean {
  return readCursor(page.before) !== null;
}

/** PostgreSQL would answer the thirtieth of February with a fault; JavaScript takes it for the second of March. */
function readCursor(cursor: string | null | undefined): RegExpExecArray | null {
  const read = CURSOR.exec(cursor ?? '');
  const moment = read?.[1]?.slice(0, 19) ?? '';
  const at = new Date(`${moment}Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(moment) ? read : null;
}

/** Words that must all be found somewhere in `text`, as conditions. Wildcards in them are letters like others. */
export function searchWords(text: SQLWrapper, given: string | undefined): SQL[] {
  return wordsIn(given).map((word) => sql`${text} ilike ${anywhere(word)}`);
}

/** The words of what somebody typed. */
export function wordsIn(given: string | undefined): string[] {
  return (given ?? '').slice(0, SEARCH_MAX).replaceAll('\0', '').split(/\s+/).filter(Boolean);
}

/** The pattern that finds a word anywhere in a text. */
export function anywhere(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

/** In characters. */
const SEARCH_MAX = 200;
