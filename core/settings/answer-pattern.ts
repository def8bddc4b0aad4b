import { RE2JS, RE2JSException } from 're2js';

/** Characters. RE2 itself bounds how far repetitions may unfold. */
export const PATTERN_MAX = 200;

/**
 * Whether the whole answer matches a pattern that an admin wrote. In linear time, whatever both of them typed: the
 * engine of JavaScript backtracks, and `(a+)+$` with a short answer would stop the process for everybody.
 */
export function matchesPattern(pattern: string, answer: string): boolean {
  return RE2JS.matches(pattern, answer);
}

/**
 * What is wrong with a pattern, or null. Look-arounds and back-references are none: they cannot be had in linear time.
 */
export function patternProblem(pattern: string): string | null {
  if (pattern.length > PATTERN_MAX) return `Use at most ${PATTERN_MAX} characters.`;
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return 'This is no pattern that can be used. Write it without look-arounds and back-references, such as [A-Z]{2}[0-9]{6}.';
  }
}
