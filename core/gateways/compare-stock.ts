import { isDeepStrictEqual } from 'node:util';

/** Rows by the gateway's ids. */
export type Known<Facts> = ReadonlyMap<string, { id: string; missingSince: Date | null; facts: Facts }>;

/** What has to be written so that we know what the gateway has. */
export type Difference<Facts> = {
  added: Facts[];
  changed: { id: string; facts: Facts }[];
  /** Rows of objects that are gone, and of those that were and are not any more. */
  missing: { id: string; name: string }[];
  back: { id: string; facts: Facts }[];
  /** An empty list where there was something: it is not believed, and nothing is marked as missing. */
  isDistrusted: boolean;
};

/**
 * Compares what we know with what the gateway tells. A gateway that cannot list a kind of object changes none of it.
 */
export function compareStock<Facts extends object>(
  known: Known<Facts>,
  told: ReadonlyMap<string, Facts> | 'unsupported',
): Difference<Facts> {
  const nothing: Difference<Facts> = { added: [], changed: [], missing: [], back: [], isDistrusted: false };
  if (told === 'unsupported') return nothing;
  const present = [...known].filter(([, { missingSince }]) => missingSince === null);
  if (told.size === 0) return { ...nothing, isDistrusted: present.length > 0 };

  const missing = present.flatMap(([name, { id }]) => (told.has(name) ? [] : [{ id, name }]));
  const difference: Difference<Facts> = { ...nothing, missing };
  for (const [name, facts] of told) {
    const row = known.get(name);
    if (!row) difference.added.push(facts);
    else if (row.missingSince !== null) difference.back.push({ id: row.id, facts });
    else if (!isDeepStrictEqual(row.facts, facts)) difference.changed.push({ id: row.id, facts });
  }
  return difference;
}
