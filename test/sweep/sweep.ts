import { finderOf, type Secret } from './finder';
import type { Place } from './places';

/** Where secrets of a kind are on purpose, and why. */
export type Allowed = { kind: RegExp; place: RegExp; why: string };

/** What was found where it may not be, one line each; no line holds the secret. */
export async function sweep(input: {
  secrets: readonly Secret[];
  places: AsyncIterable<Place> | Iterable<Place>;
  allowed: readonly Allowed[];
}): Promise<string[]> {
  const find = finderOf(input.secrets);
  const found = new Set<string>();
  for await (const { name, text } of input.places) {
    for (const { kind, value } of find(text)) {
      const isAllowed = input.allowed.some((one) => one.kind.test(kind) && one.place.test(name));
      if (!isAllowed) found.add(`${kind} (${value.length} characters, ${value.slice(0, 3)}…) in ${name}`);
    }
  }
  return [...found].sort();
}
