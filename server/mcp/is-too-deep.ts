/** Deeper than any message that means something. */
const DEPTH_MAX = 32;

/** Whether a value of JSON is nested too deep for those who walk it by recursion. Walks level by level. */
export function isTooDeep(given: object): boolean {
  let level: object[] = [given];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_MAX) return true;
    level = level.flatMap((each) =>
      Object.values(each).filter((value): value is object => typeof value === 'object' && value !== null),
    );
  }
  return false;
}
