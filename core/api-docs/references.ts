import { REFERENCE_HOPS_MAX } from './document-limits';
import { partsOf } from './pointer';
import type { Problems } from './problems';
import { isRaw, own, type Raw } from './raw';

/** What a reference led to; `name` is set when that is a schema of the document's own list. */
export type Resolved = { value: Raw; name: string | null };

/** Follows references inside a document. */
export type References = {
  /**
   * The object itself, or what it refers to. An empty object when that is missing: the page then says nothing of it.
   */
  resolve(value: unknown): Resolved;
  /** What was made of an object once: a document's schemas are asked for a thousand times. */
  remember<T>(what: 'merged' | 'head', of: Resolved, make: () => T): T;
};

const SCHEMA_PLACES = [/^#\/components\/schemas\/([^/]+)$/, /^#\/definitions\/([^/]+)$/];

/** References of this document; those that lead nowhere or in a circle are noted. */
export function createReferences(root: Raw, problems: Problems): References {
  const known = new Map<string, Raw | null>();

  const lookUp = (reference: string): Raw | null => {
    const seen = known.get(reference);
    if (seen !== undefined) return seen;
    const found = reference.startsWith('#') ? findIn(root, reference.slice(1)) : null;
    if (!found) problems.note(reference.slice(1), 'There is nothing at this place, but something refers to it.');
    known.set(reference, found);
    return found;
  };

  const resolved = new WeakMap<Raw, Resolved>();
  const kept: Record<'merged' | 'head', WeakMap<Raw, Map<string | null, unknown>>> = {
    merged: new WeakMap(),
    head: new WeakMap(),
  };

  const follow = (given: Raw): Resolved => {
    let at = given;
    let name: string | null = null;
    for (let hops = 0; hops < REFERENCE_HOPS_MAX; hops += 1) {
      const { $ref: reference } = at;
      if (typeof reference !== 'string') return { value: at, name };
      name = schemaName(reference) ?? name;
      const found = lookUp(reference);
      if (!found) return { value: {}, name: null };
      at = withOwnWords(found, at);
    }
    problems.note('', 'A reference leads back to itself.');
    return { value: {}, name: null };
  };

  return {
    resolve(value) {
      if (!isRaw(value)) return { value: {}, name: null };
      if (typeof value.$ref !== 'string') return { value, name: null };
      const known = resolved.get(value) ?? follow(value);
      resolved.set(value, known);
      return known;
    },
    remember<T>(what: 'merged' | 'head', of: Resolved, make: () => T): T {
      // One object may be met under several names, and without one.
      const byName: Map<string | null, unknown> = kept[what].get(of.value) ?? new Map();
      if (byName.size === 0) kept[what].set(of.value, byName);
      if (!byName.has(of.name)) byName.set(of.name, make());
      // Whoever asks for `what` makes it of one type only.
      return byName.get(of.name) as T;
    },
  };
}

function findIn(root: Raw, pointer: string): Raw | null {
  const parts = partsOf(pointer);
  if (!parts) return null;
  let at: unknown = root;
  for (const part of parts) at = isRaw(at) ? own(at, part) : Array.isArray(at) ? at[Number(part)] : undefined;
  return isRaw(at) ? at : null;
}

function schemaName(reference: string): string | null {
  for (const place of SCHEMA_PLACES) {
    const name = place.exec(reference)?.[1];
    if (name !== undefined) return partsOf(`/${name}`)?.[0] ?? null;
  }
  return null;
}

/** Since 3.1 a reference may say something of its own beside what it refers to. */
function withOwnWords(found: Raw, reference: Raw): Raw {
  const { $ref: _, ...words } = reference;
  return Object.keys(words).length === 0 ? found : { ...found, ...words };
}
