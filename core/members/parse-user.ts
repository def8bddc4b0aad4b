import type { FormField } from '@/db/schema';
import { invalidFields } from '../errors';
import { canonicalEmail, ONE_ADDRESS } from '../identity/email-address';
import { passwordProblem } from '../identity/passwords';
import { foldedName, nameProblem } from '../identity/person-name';
import { readSignUpValues } from '../identity/sign-up-values';
import type { Settings } from '../settings/read';

/** What an admin types about somebody. Answers to the sign-up fields stand by field name. */
export type TypedUser = {
  firstName: string;
  lastName: string;
  email: string;
  signUp: Readonly<Record<string, string>>;
};
/** Checked: the address in its one form, and answers to the fields that there are. */
export type ParsedUser = { firstName: string; lastName: string; email: string; signUpValues: Record<string, string> };

/**
 * Reads what an admin typed: canonical address, folded names, answers of the right kind. Sign-up fields are optional
 * for admins, who may not know the answer. Throws `invalid` with every wrong field; a password, when given, is judged
 * with it.
 */
export function parseUser(settings: Settings, typed: TypedUser, password: string | null = null): ParsedUser {
  const email = canonicalEmail(typed.email);
  const [firstName, lastName] = [foldedName(typed.firstName), foldedName(typed.lastName)];
  const { values, problems } = readSignUpValues(settings.signUpFields.map(asOptional), typed.signUp);
  const owner = { email: email ?? '', firstName, lastName, portalName: settings.portalName };
  const found: Record<string, string | null> = {
    firstName: nameProblem(firstName, 'first name'),
    lastName: nameProblem(lastName, 'last name'),
    email: email === null ? ONE_ADDRESS : null,
    password: password === null ? null : passwordProblem(password, owner),
  };
  for (const [field, problem] of Object.entries(found)) if (problem) problems[field] = [problem];
  if (email === null || Object.keys(problems).length > 0) throw invalidFields(problems);
  return { firstName, lastName, email, signUpValues: values };
}

function asOptional(field: FormField): FormField {
  return { ...field, required: false };
}
