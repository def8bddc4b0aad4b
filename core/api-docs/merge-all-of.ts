import { listOf, own, type Raw, rawOf } from './raw';
import type { References, Resolved } from './references';

/** Inheritance deeper than this is a circle. */
const DEPTH_MAX = 12;
const PARTS_MAX = 50;

/**
 * A schema with its `allOf` parts merged into it: fields and required names together, everything else as the outermost
 * says. A schema that only wraps one other keeps that one's name.
 */
export function mergeAllOf(schema: Resolved, references: References, depth = 0): Resolved {
  if (!Object.hasOwn(schema.value, 'allOf')) return schema;
  const parts = listOf(schema.value, 'allOf').slice(0, PARTS_MAX);
  if (parts.length === 0 || depth >= DEPTH_MAX) return schema;
  const { allOf: _, ...rest } = schema.value;
  const merged = parts.map((part) => mergeAllOf(references.resolve(part), references, depth + 1));
  const value = [...merged.map((part) => part.value), rest as Raw].reduce(mergeTwo, {});
  const [only] = merged;
  const isWrapper = merged.length === 1 && !Object.hasOwn(rest, 'properties');
  return { value, name: schema.name ?? (isWrapper ? (only?.name ?? null) : null) };
}

function mergeTwo(first: Raw, second: Raw): Raw {
  const merged: Record<string, unknown> = { ...first, ...second };
  if (Object.hasOwn(first, 'properties') && Object.hasOwn(second, 'properties')) {
    merged.properties = { ...rawOf(first, 'properties'), ...rawOf(second, 'properties') };
  }
  if (Object.hasOwn(first, 'required') && Object.hasOwn(second, 'required')) {
    merged.required = [...new Set([...listOf(first, 'required'), ...listOf(second, 'required')])];
  }
  if (own(second, 'description') === '' && own(first, 'description')) merged.description = own(first, 'description');
  return merged;
}
