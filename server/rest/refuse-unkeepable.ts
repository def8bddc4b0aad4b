import { Problem, type ProblemError, pointerTo } from './problem';

/** Deeper than any body that means something. */
const DEPTH_MAX = 32;

/**
 * Refuses texts that PostgreSQL cannot keep: with a NUL or half of a character in them, wherever they stand. Throws a
 * problem with a pointer to the first of them.
 */
export function refuseUnkeepable(given: unknown, place: ProblemError['in']): void {
  const path = findUnkeepable(given, []);
  if (path === null) return;
  throw new Problem(422, 'One value is wrong: see errors.', {
    errors: [
      {
        in: place,
        pointer: pointerTo(path),
        message: 'There is a NUL or half a character in this, or it is too deep.',
      },
    ],
  });
}

/** Where such a text, or too deep a place, is; null where there is none. */
export function findUnkeepable(given: unknown, path: readonly string[]): readonly string[] | null {
  if (typeof given === 'string') return isKeepable(given) ? null : path;
  if (typeof given !== 'object' || given === null) return null;
  if (path.length >= DEPTH_MAX) return path;
  for (const [name, value] of Object.entries(given)) {
    if (!isKeepable(name)) return path;
    const found = findUnkeepable(value, [...path, name]);
    if (found) return found;
  }
  return null;
}

function isKeepable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
