import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { anywhere, wordsIn } from './keyset';
import type { Place, Source } from './search-places';

/** A word that more are called by is in every stretch of the list: walking along it is quicker than looking them up. */
const RARE_MAX = 2_000;
/** More words are looked for along the list only. */
const WORDS_MAX = 8;

/** Scripts without capitals: some of them write no spaces, so that a word of two letters stands anywhere. */
const HAS_NO_CAPITALS = /\p{Lo}/u;
const HAS_LETTER = /[\p{L}\p{N}]/u;
const SHORT = /^[\p{L}\p{N}]{1,2}$/u;
/** What PostgreSQL's index of three letters can find: a sign beside letters stands for one of the three. */
const INDEXED = /[\p{L}\p{N}]{3}|[\p{L}\p{N}]{2}[^\p{L}\p{N}]|[^\p{L}\p{N}][\p{L}\p{N}]/u;

/** What each of the sources has for each word: the ids, or that they are too many. */
export type Found = { words: Word[]; together: Map<Source, { words: string[]; ids: Ids }> };
type Word = { word: string; held: Map<Source, Ids> | null };
type Ids = string[] | 'many';

/**
 * Conditions for the rows of a list in which all words of `given` are found, each in one of the places. The words are
 * looked up first, in the places' own tables and by their indexes, so that nobody reads a million rows to find one: what
 * few are called by becomes their ids, what many are called by is looked for along the list.
 */
export async function wordsFound(
  db: Pick<Database, 'execute'>,
  places: readonly Place[],
  given: string | undefined,
): Promise<SQL[]> {
  return foundIn(places, await lookUp(db, places, given));
}

/**
 * The same for a query that takes a number of rows in any order, and sorts these: words of many are found by their
 * indexes as well. A list that is sorted by name may have all whom a word finds at its end.
 */
export async function wordsFoundAnywhere(
  db: Pick<Database, 'execute'>,
  places: readonly Place[],
  given: string | undefined,
): Promise<SQL[]> {
  return foundIn(places, await lookUp(db, places, given), 'in any order');
}

/**
 * The ids of some rows of a source that are called by all the words of `given`, as an array of no more than `limit`:
 * of the many whom a common word finds, somebody is suggested. Signs alone find nobody.
 */
export function someCalled({ from, name }: Source, given: string, limit: number): SQL {
  const words = wordsIn(given).slice(0, WORDS_MAX);
  const called = words.map((word) =>
    isIndexed(word) ? isCalled(name, word) : HAS_LETTER.test(word) ? beginsWith(name, word) : says(name, word),
  );
  if (!words.some((word) => HAS_LETTER.test(word))) return sql`array[]::uuid[]`;
  return sql`array(select id from ${from} where ${sql.join(called, sql` and `)} limit ${limit})`;
}

/** The first half of `wordsFound`, where several lists are asked for the same words: `places` are those of all. */
export async function lookUp(
  db: Pick<Database, 'execute'>,
  places: readonly Place[],
  given: string | undefined,
): Promise<Found> {
  const words = [...new Set(wordsIn(given))];
  const known = words.filter(isIndexed).slice(0, WORDS_MAX);
  const sources = [...new Set(places.map(({ source }) => source))];
  const looks = known.flatMap((word) => sources.map((source) => ({ source, words: [word] })));
  const alone = await idsOf(db, looks);
  const heldBy = (source: Source, word: string) =>
    alone[looks.findIndex((look) => look.source === source && look.words[0] === word)] ?? 'many';
  // Many may be called by each of two words, and few by both.
  const common = sources
    .map((source) => ({ source, words: known.filter((word) => !isEmpty(heldBy(source, word))) }))
    .filter(({ source, words: held }) => held.length > 1 && held.some((word) => heldBy(source, word) === 'many'));
  const both = await idsOf(db, common);
  return {
    words: words.map((word) => ({
      word,
      held: known.includes(word) ? new Map(sources.map((source) => [source, heldBy(source, word)])) : null,
    })),
    together: new Map(common.map(({ source, words: said }, at) => [source, { words: said, ids: both[at] ?? 'many' }])),
  };
}

/** The second half of `wordsFound`: the conditions for one list. */
export function foundIn(
  places: readonly Place[],
  { words, together }: Found,
  order: 'the order of the list' | 'in any order' = 'the order of the list',
): SQL[] {
  const joined: SQL[] = [];
  const told = new Set<string>();
  for (const place of places) {
    const both = together.get(place.source);
    if (both === undefined || both.ids === 'many') continue;
    const isOnlyHere = ({ word, held }: Word) =>
      !both.words.includes(word) || places.every(({ source }) => source === place.source || isEmpty(held?.get(source)));
    if (!words.every(isOnlyHere)) continue;
    joined.push(both.ids.length === 0 ? sql`false` : place.holds(arrayOf(both.ids)));
    for (const word of both.words) told.add(word);
  }
  return [...joined, ...words.filter(({ word }) => !told.has(word)).map((word) => conditionOf(word, places, order))];
}

/** Conditions for a text that is looked at row by row, as `wordsFound` makes them. */
export function wordsSaid(text: SQL, given: string | undefined): SQL[] {
  return wordsIn(given).map((word) => alongTheList(says(text, word)));
}

/**
 * Whether a text says the word, for a query that finds a few rows by the text's index. PostgreSQL guesses from a sample
 * how many rows hold a word that it knows, and where it guesses too many it reads them all; one that it does not know it
 * takes for rare.
 */
export function isCalled(name: SQLWrapper, word: string): SQL {
  const patterns = patternsOf(word).map((pattern) => sql`${name} ilike (select ${pattern}::text)`);
  return sql`(${sql.join(patterns, sql` or `)})`;
}

/** Nobody looks for one or two letters within a word, and no index finds them there. */
function patternsOf(word: string): string[] {
  const pattern = anywhere(word).slice(1);
  return SHORT.test(word) && !HAS_NO_CAPITALS.test(word) ? [pattern, `% ${pattern}`] : [anywhere(word)];
}

function beginsWith(name: SQLWrapper, word: string): SQL {
  const pattern = anywhere(word).slice(1);
  return sql`(${name} ilike (select ${pattern}::text) or ${name} ilike (select ${`% ${pattern}`}::text))`;
}

function isIndexed(word: string): boolean {
  return INDEXED.test(word) || patternsOf(word).length > 1;
}

function says(text: SQL, word: string): SQL {
  const patterns = patternsOf(word).map((pattern) => sql`${text} ilike ${pattern}`);
  return sql`(${sql.join(patterns, sql` or `)})`;
}

type Look = { source: Source; words: string[] };

/** The ids of what is called by all the words of a look, look by look. */
async function idsOf(db: Pick<Database, 'execute'>, looks: readonly Look[]): Promise<Ids[]> {
  if (looks.length === 0) return [];
  const selects = looks.map(({ source, words }, at) => {
    const called = words.map((word) => isCalled(source.name, word));
    return sql`select ${at}::int as at, array(select id from ${source.from} where ${sql.join(called, sql` and `)}
      limit ${RARE_MAX + 1}) as ids`;
  });
  const { rows } = await db.execute<{ at: number; ids: string[] | null }>(sql`
    select at, case when cardinality(ids) <= ${RARE_MAX} then ids end as ids
    from (${sql.join(selects, sql` union all `)}) looked`);
  const ids = new Map(rows.map((row) => [row.at, row.ids ?? 'many'] as const));
  return looks.map((_, at) => ids.get(at) ?? 'many');
}

/** The rows with one word. */
function conditionOf({ word, held }: Word, places: readonly Place[], order: string): SQL {
  const holding = places.filter(({ source }) => held === null || !isEmpty(held.get(source)));
  if (holding.length === 0) return sql`false`;
  const isByIndex = order === 'in any order' && held !== null;
  const conditions = holding.map(({ source, name, holds }) => {
    const ids = held?.get(source) ?? 'many';
    if (ids !== 'many') return holds(arrayOf(ids));
    return isByIndex ? isCalled(name, word) : says(name, word);
  });
  const found = sql`(${sql.join(conditions, sql` or `)})`;
  const isRare = holding.every(({ source, isInMostRows }) => !isInMostRows && held?.get(source) !== 'many');
  return isByIndex || (held !== null && isRare) ? found : alongTheList(found);
}

/**
 * PostgreSQL cannot guess how many rows hold a word in one of several tables, takes it for next to none, and reads them
 * all to find these. Said in this way it takes it for half of them, and walks along the list.
 */
function alongTheList(condition: SQL): SQL {
  return sql`(case when ${condition} then true else false end)`;
}

function isEmpty(ids: Ids | undefined): boolean {
  return ids !== undefined && ids !== 'many' && ids.length === 0;
}

function arrayOf(ids: readonly string[]): SQL {
  return sql`${`{${ids.join(',')}}`}::uuid[]`;
}
