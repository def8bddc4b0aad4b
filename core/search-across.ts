import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { anywhere, searchWords, wordsIn } from './keyset';

/**
 * A table in which the words of a list may be found: `name` is an indexed text of `from`, and `holds` says which rows of
 * the list go with the ids found there.
 */
export type Place = { from: SQL; name: SQL; holds: ((ids: SQL) => SQL) | 'most rows' };

/** Developers and admins by name and address (`users_search`); `column` of the list's query refers to them. */
export const people = (column: SQL): Place => ({
  from: sql`users`,
  name: sql`(first_name || ' ' || last_name || ' ' || email)`,
  holds: (ids) => sql`${column} = any ${ids}`,
});
/** Organizations by name (`organizations_search`). */
export const companies = (column: SQL): Place => ({
  from: sql`organizations`,
  name: sql`name`,
  holds: (ids) => sql`${column} = any ${ids}`,
});
/** Apps by name (`apps_search`). */
export const appsCalled = (column: SQL): Place => ({
  from: sql`apps`,
  name: sql`name`,
  holds: (ids) => sql`${column} = any ${ids}`,
});
/** Products by name: one is in so many requests that nothing is gained by looking them up. */
export const productsCalled: Place = { from: sql`products`, name: sql`display_name`, holds: 'most rows' };

/** Where the words of a list of teams are looked for, in a query of `teams`. */
export const searchedTeams: readonly Place[] = [
  { from: sql`teams`, name: sql`name`, holds: (ids) => sql`teams.id = any ${ids}` },
  companies(sql`teams.organization_id`),
];

/** A word that more are called by is in every stretch of the list: walking along it is quicker than looking them up. */
const RARE_MAX = 500;
/** Of fewer letters the index knows nothing. */
const INDEXED_LETTERS = 3;
/** More words narrow a list no further. */
const WORDS_MAX = 8;

/**
 * Conditions that narrow a list to the rows in which its rare words can be, by the indexes of the tables that the words
 * are in, so that nobody reads a million rows to find one. They promise to leave out no row that has all of the words
 * (`withWords` stays the one that says so), provided that `places` has every table the words may be in. No condition
 * for a word that many are called by, or that is too short for an index.
 */
export async function narrowed(
  db: Pick<Database, 'execute'>,
  places: readonly Place[],
  given: string | undefined,
): Promise<SQL[]> {
  const words = wordsIn(given)
    .filter((word) => word.length >= INDEXED_LETTERS)
    .slice(0, WORDS_MAX);
  if (words.length === 0) return [];
  const looks = words.flatMap((word, index) =>
    places.map(
      ({ from, name }, place) => sql`select ${index}::int as word, ${place}::int as place,
        array(select id from ${from} where ${name} ilike ${anywhere(word)} limit ${RARE_MAX + 1}) as ids`,
    ),
  );
  const { rows } = await db.execute<Found>(sql.join(looks, sql` union all `));
  return words.flatMap((_, index) =>
    holding(
      places,
      rows.filter(({ word }) => word === index),
    ),
  );
}

/**
 * `searchWords` for a list that is `narrowed`: PostgreSQL cannot guess how many rows hold a word in a text put together
 * of several tables, takes it for next to none, and reads them all to find these. Said in this way it takes it for half
 * of them, and walks along the list.
 */
export function withWords(text: SQL, given: string | undefined): SQL[] {
  return searchWords(text, given).map((found) => sql`(case when ${found} then true else false end)`);
}

type Found = { word: number; place: number; ids: string[] };

/** The rows with one word; nothing where it may be in most of them. */
function holding(places: readonly Place[], found: readonly Found[]): SQL[] {
  const held: SQL[] = [];
  for (const { place, ids } of found) {
    const holds = places[place]?.holds;
    if (ids.length === 0 || holds === undefined) continue;
    if (holds === 'most rows' || ids.length > RARE_MAX) return [];
    held.push(holds(sql`(${`{${ids.join(',')}}`}::uuid[])`));
  }
  return [held.length === 0 ? sql`false` : sql`(${sql.join(held, sql` or `)})`];
}
