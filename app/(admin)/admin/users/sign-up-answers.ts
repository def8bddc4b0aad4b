const PREFIX = 'signUp.';

/** The answers to the sign-up fields out of what a form sent: `signUp.company` is the answer to `company`. */
export function signUpAnswersOf(sent: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) =>
      name.startsWith(PREFIX) && typeof value === 'string' ? [[name.slice(PREFIX.length), value]] : [],
    ),
  );
}
