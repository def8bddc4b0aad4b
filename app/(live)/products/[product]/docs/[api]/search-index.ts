/** Slug, method, path, summary, tag, deprecated: a line of the index as its route sends it. */
export type IndexLine = readonly [string, string, string, string, string, 0 | 1];

/** A line with what a search looks at. */
export type Entry = { line: IndexLine; words: string };

/** Small letters, once: the search runs at every key. */
export function prepare(lines: readonly IndexLine[]): Entry[] {
  return lines.map((line) => ({ line, words: line.slice(0, 5).join(' ').toLowerCase() }));
}

/**
 * The operations that have all of these words, at most `max`: those first whose summary, path or id begins with what was
 * typed, otherwise in the order of the reference.
 */
export function findEntries(entries: readonly Entry[], typed: string, max: number): IndexLine[] {
  const wanted = typed.trim().toLowerCase();
  const words = wanted.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  const found = entries.filter((entry) => words.every((word) => entry.words.includes(word)));
  const begins = ({ line: [slug, , path, summary] }: Entry) =>
    [slug, path, summary].some((text) => text.toLowerCase().startsWith(wanted));
  return [...found.filter(begins), ...found.filter((entry) => !begins(entry))].slice(0, max).map(({ line }) => line);
}
