import { isDeepStrictEqual } from 'node:util';

/** Rows by the gateway's ids. */
export type Known<Facts> = ReadonlyMap<
  string,
  { id: string; missingSince: Date | null; isEntered: boolean; facts: Facts }
>;

/** What has to be written so that we know what the gateway has. */
export type Difference<Facts> = {
  added: Facts[];
  /** Those that were entered by hand and are told now are among them. */
  changed: { id: string; facts: Facts }[];
  /** Rows of objects that are gone, and of those that were and are not any more. */
  missing: { id: string; facts: Facts }[];
  back: { id: string; facts: Facts }[];
  /** An empty list where there was something: it is not believed, and nothing is marked as missing. */
  isDistrusted: boolean;
};

/**
 * Compares what we know with what the gateway tells. A gateway that cannot list a kind of object changes none of it; what
 * was entered by hand is never called gone, and neither is what the gateway told in a way that cannot be read.
 */
export function compareStock<Facts extends object>(
  known: Known<Facts>,
  told: ReadonlyMap<string, Facts> | 'unsupported',
  unreadable: ReadonlySet<string> = new Set(),
): Difference<Facts> {
  const difference: Difference<Facts> = { added: [], changed: [], missing: [], back: [], isDistrusted: false };
  if (told === 'unsupported') return difference;
  const expected = [...known].filter(([, { missingSince, isEntered }]) => missingSince === null && !isEntered);
  if (told.size === 0) return { ...difference, isDistrusted: expected.length > 0 };

  for (const [name, { id, facts }] of expected) {
    if (!told.has(name) && !unreadable.has(name)) difference.missing.push({ id, facts });
  }
  for (const [name, facts] of told) {
    const row = known.get(name);
    if (!row) difference.added.push(facts);
    else if (row.missingSince !== null) difference.back.push({ id: row.id, facts });
    else if (row.isEntered || !isDeepStrictEqual(row.facts, facts)) difference.changed.push({ id: row.id, facts });
  }
  return difference;
}
