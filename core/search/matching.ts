import { type SQL, sql } from 'drizzle-orm';

/** Anything between words; what is a letter or a digit in any language is not. */
const NOT_A_WORD = /[^\p{L}\p{N}]+/u;

/** How a kind of thing is found: the column of its words, and its name. */
export type Searched = { words: SQL; name: SQL };

/**
 * Whether all words of `q` begin words of the thing, or its name looks like `q`: the first finds *pay* in *payments*,
 * the second *paymnets* and *ment*. Both have an index.
 */
export function matches({ words, name }: Searched, q: string): SQL {
  const wanted = prefixQuery(q);
  const looksLike = sql`lower(${q}) <% lower(${name})`;
  return wanted === '' ? looksLike : sql`(${words} @@ to_tsquery('simple', ${wanted}) or ${looksLike})`;
}

/** What is called so, then what begins so, then what has the words where they weigh most; short names before long. */
export function bestFirst({ words, name }: Searched, q: string): SQL[] {
  const wanted = prefixQuery(q);
  const rank = sql`case when lower(${name}) = lower(${q}) then 0 when starts_with(lower(${name}), lower(${q})) then 1
    when strpos(lower(${name}), lower(${q})) > 0 then 2 else 3 end`;
  const weight = wanted === '' ? [] : [sql`ts_rank(${words}, to_tsquery('simple', ${wanted})) desc`];
  const likeness = sql`word_similarity(lower(${q}), lower(${name})) desc`;
  return [rank, ...weight, likeness, sql`char_length(${name})`, sql`lower(${name})`];
}

/**
 * `GET /userTeams` as `get:* & (userteams:* | user:* & teams:*)`: nothing of it can be an operator of a query.
 */
function prefixQuery(q: string): string {
  const words = q.split(NOT_A_WORD).filter(Boolean);
  return words.map(prefixes).join(' & ');
}

function prefixes(word: string): string {
  const parts = word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u).map((part) => `${part}:*`);
  return parts.length === 1 ? `${word}:*` : `(${word}:* | ${parts.join(' & ')})`;
}
