/** In characters; the rest is not looked for. */
export const QUERY_MAX = 100;
/** More words only cost: each is a condition. */
const WORDS_MAX = 8;

/** What was typed into a search, as words that may be looked for and shown: capped, without control characters. */
export function readQuery(given: string): string {
  // Code points and not units: cutting a pair in half leaves a character that is none.
  const text = [...given.slice(0, 2 * QUERY_MAX)].slice(0, QUERY_MAX).join('');
  const words = text
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
    .split(/\s+/);
  return words.filter(Boolean).slice(0, WORDS_MAX).join(' ');
}
