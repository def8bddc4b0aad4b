import { z } from 'zod';

const GIVEN_MAX = 10_000;

/** A text field of a form: exactly one, of a length that is worth reading. */
export const typed = (max = 1_000) => z.string('Fill in this field once.').max(max, 'This is too long.').default('');

/** A password as it was typed. Its rules are core's. */
export const typedPassword = () => typed(GIVEN_MAX);

/** For schemas with a password and `confirmPassword`: says so beside the second when they differ. */
export function sameAs(
  name: string,
): [(form: Record<string, unknown>) => boolean, { path: string[]; message: string }] {
  return [
    (form) => form[name] === form.confirmPassword,
    { path: ['confirmPassword'], message: 'The two passwords differ.' },
  ];
}
