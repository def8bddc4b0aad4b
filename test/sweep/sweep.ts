import { finderOf, type Secret } from './finder';
import type { Place } from './places';

/** Where secrets of a kind are on purpose, and why. */
export type Allowed = { kind: RegExp; place: RegExp; why: string };

/**
 * What was found where it may not be, one line each; no line holds the secret. What is of several kinds, a link's token that
 * was typed into a form, may be where one of them may be.
 */
export async function sweep(input: {
  secrets: readonly Secret[];
  places: AsyncIterable<Place> | Iterable<Place>;
  allowed: readonly Allowed[];
}): Promise<string[]> {
  const find = finderOf(input.secrets);
  const kindsOf = (value: string) => input.secrets.filter((one) => one.value === value).map(({ kind }) => kind);
  const found = new Set<string>();
  for await (const { name, text } of input.places) {
    for (const { kind, value } of find(text)) {
      const kinds = [kind, ...kindsOf(value)];
      const isAllowed = input.allowed.some((one) => one.place.test(name) && kinds.some((each) => one.kind.test(each)));
      if (!isAllowed) found.add(`${kind} (${value.length} characters, ${value.slice(0, 3)}…) in ${name}`);
    }
  }
  return [...found].sort();
}
