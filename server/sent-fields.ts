import { z } from 'zod';

/**
 * A text field of a form: sent exactly once, and of at most `max` characters. This keeps out what nobody types; how long
 * a name may be is the verb's to say, in words.
 */
export const typed = (max = 1_000) => z.string('Fill in this field once.').max(max, 'This is too long.').default('');

/** In characters. */
const PASSWORD_MAX = 10_000;

/** A password as it was typed. Its rules are core's. */
export const typedPassword = () => typed(PASSWORD_MAX);

/** For schemas with a password and `confirmPassword`: says so beside the second when they differ. */
export function sameAs(
  name: string,
): [(form: Record<string, unknown>) => boolean, { path: string[]; message: string }] {
  return [
    (form) => form[name] === form.confirmPassword,
    { path: ['confirmPassword'], message: 'The two passwords differ.' },
  ];
}

/** What one name stands for several times, such as checked boxes: `formFields` makes one a text and several a list. */
export const several = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((sent) => [sent].flat().filter((text) => text !== ''));

/** The fields below a name, without it: of `signUp.company`, below `signUp`, that is `company`. */
export function fieldsBelow(sent: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  const prefix = `${name}.`;
  return Object.fromEntries(
    Object.entries(sent).flatMap(([field, value]) =>
      field.startsWith(prefix) ? [[field.slice(prefix.length), value]] : [],
    ),
  );
}

/** The answers to the sign-up fields, sent as `signUp.<name>`. One that stands several times is none. */
export function signUpAnswersOf(sent: Readonly<Record<string, unknown>>): Record<string, string> {
  const answers = Object.entries(fieldsBelow(sent, 'signUp'));
  return Object.fromEntries(answers.filter((answer): answer is [string, string] => typeof answer[1] === 'string'));
}
