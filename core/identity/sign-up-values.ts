import type { FormField } from '@/db/schema';
import { parseAnswers } from '../settings/form-fields';

/** The values of the sign-up fields, and what is wrong with them by the name of the form's field (`signUp.company`). */
export type SignUpReading = { values: Record<string, string>; problems: Record<string, string[]> };

/** Reads what was answered to the fields that admins defined; what they did not ask for is left out. */
export function readSignUpValues(fields: readonly FormField[], given: Readonly<Record<string, string>>): SignUpReading {
  const { answers = [], fieldErrors = {} } = parseAnswers(fields, given);
  return {
    values: Object.fromEntries(answers.map(({ name, value }) => [name, value])),
    problems: Object.fromEntries(Object.entries(fieldErrors).map(([name, errors]) => [`signUp.${name}`, errors])),
  };
}
