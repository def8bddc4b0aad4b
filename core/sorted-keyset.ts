import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import type { Page, PageRequest } from './keyset';

/**
 * One way to sort a list that has several: by a value that rows may share, then by id, both in one direction. The value
 * may not be null (`coalesce` it). `keyset.ts` is the plain case of a list in time order.
 */
export type Sorting = {
  /** Stands in the cursor, so that one of another sorting leads to the first page. */
  name: string;
  by: SQLWrapper;
  type: keyof typeof VALUES;
  id: SQLWrapper;
  direction: 'asc' | 'desc';
};

/** What a row must bring for its cursor; `sortValue` is made by `sortValueOf`. */
type Sorted = { id: string; sortValue: string };

/** A list's own texts are shorter. In characters. */
const TEXT_MAX = 1000;
const CURSOR_MAX = 6000;

/** How the value of a cursor looks, and what PostgreSQL shall read it as. */
const VALUES = {
  text: { form: new RegExp(`^[^\\0]{0,${TEXT_MAX}}$`, 'u'), cast: sql`text` },
  instant: { form: /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d[.]\d{6}Z$/, cast: sql`timestamptz` },
  integer: { form: /^-?\d{1,9}$/, cast: sql`integer` },
} as const;

/** Selects the value that a row is sorted by, as text: JavaScript's dates lose the microseconds. */
export function sortValueOf({ by, type }: Sorting): SQL<string> {
  if (type !== 'instant') return sql<string>`(${by})::text`;
  return sql<string>`to_char(${by} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/**
 * The condition for the rows of this page; undefined for the first. A cursor that nobody here made leads to the first.
 */
export function onSortedPage(sorting: Sorting, page: PageRequest): SQL | undefined {
  const from = readCursor(sorting, page.before ?? page.after);
  if (!from) return undefined;
  const than = sql`(${from.value}::${VALUES[sorting.type].cast}, ${from.id}::uuid)`;
  const row = sql`(${sorting.by}, ${sorting.id})`;
  return isRising(sorting, page) ? sql`${row} > ${than}` : sql`${row} < ${than}`;
}

/**
 * The condition for the values of this page alone: where the id is of another table than the value, no index knows both,
 * and this is what one can begin with. Undefined for the first page.
 */
export function fromSortValue(sorting: Sorting, page: PageRequest): SQL | undefined {
  const from = readCursor(sorting, page.before ?? page.after);
  if (!from) return undefined;
  const value = sql`${from.value}::${VALUES[sorting.type].cast}`;
  return isRising(sorting, page) ? sql`${sorting.by} >= ${value}` : sql`${sorting.by} <= ${value}`;
}

/** The order to read this page in; `cutSortedPage` turns it round again. */
export function sortedOrder(sorting: Sorting, page: PageRequest): SQL {
  const { by, id } = sorting;
  return isRising(sorting, page) ? sql`${by} asc, ${id} asc` : sql`${by} desc, ${id} desc`;
}

/** Makes a page of up to `limit + 1` rows that were read: the extra one says only that there are more. */
export function cutSortedPage<Row extends Sorted>(
  read: readonly Row[],
  limit: number,
  sorting: Sorting,
  page: PageRequest,
): Page<Row> {
  const backwards = isBackwards(sorting, page);
  const hasMore = read.length > limit;
  const kept = read.slice(0, limit);
  const rows = backwards ? kept.reverse() : kept;
  const hasBefore = backwards ? hasMore : readCursor(sorting, page.after) !== null;
  const hasAfter = backwards || hasMore;
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    before: hasBefore && first ? cursorTo(sorting, first) : null,
    after: hasAfter && last ? cursorTo(sorting, last) : null,
  };
}

function cursorTo({ name, direction }: Sorting, { sortValue, id }: Sorted): string {
  return Buffer.from(JSON.stringify([name, direction, sortValue, id])).toString('base64url');
}

function readCursor(sorting: Sorting, cursor: string | null | undefined): { value: string; id: string } | null {
  if (!cursor || cursor.length > CURSOR_MAX) return null;
  const [name, direction, value, id] = asList(cursor);
  if (name !== sorting.name || direction !== sorting.direction) return null;
  if (typeof value !== 'string' || typeof id !== 'string' || !isId(id)) return null;
  return VALUES[sorting.type].form.test(value) && isTime(sorting, value) ? { value, id } : null;
}

/** PostgreSQL would answer the thirtieth of February with a fault; JavaScript takes it for the second of March. */
function isTime({ type }: Sorting, value: string): boolean {
  if (type !== 'instant') return true;
  const read = new Date(value);
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 19) === value.slice(0, 19);
}

function asList(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function isBackwards(sorting: Sorting, page: PageRequest): boolean {
  return readCursor(sorting, page.before) !== null;
}

function isRising(sorting: Sorting, page: PageRequest): boolean {
  return (sorting.direction === 'asc') !== isBackwards(sorting, page);
}
