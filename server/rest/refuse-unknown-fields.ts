import { Problem, pointerTo } from './problem';

/**
 * Throws a problem, 422, for answers to fields that nobody asks: the core would leave them out without a word. `place`
 * is the name of the object in the body that holds them.
 */
export function refuseUnknownFields(place: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const asked = known.length === 0 ? 'No field is asked.' : `The fields are ${known.join(', ')}.`;
  const count = unknown.length === 1 ? 'One value is wrong' : `${unknown.length} values are wrong`;
  throw new Problem(422, `${count}: see errors.`, {
    errors: unknown.map((name) => ({
      in: 'body',
      pointer: pointerTo([place, name]),
      message: `There is no such field. ${asked}`,
    })),
  });
}
