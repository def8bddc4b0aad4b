import type { Settings } from '../settings/read';
import { canonicalEmail, ONE_ADDRESS } from './email-address';
import { passwordProblem } from './passwords';
import { foldedName, nameProblem } from './person-name';
import { personalFields, readSignUpValues } from './sign-up-values';

/** What everybody gives who gets an account: by registering, or by an invitation. */
export type ApplicantFields = {
  email: string;
  firstName: string;
  lastName: string;
  password: string;
  /** Answers to the sign-up fields, by field name. */
  signUp: Readonly<Record<string, string>>;
  acceptsTerms: boolean;
};

/**
 * Reads what an applicant gave, and what is wrong with it by the name of the form's field. `email` is canonical, or
 * null when it is no address.
 */
export function checkApplicant(settings: Settings, input: ApplicantFields) {
  const email = canonicalEmail(input.email);
  const [firstName, lastName] = [foldedName(input.firstName), foldedName(input.lastName)];
  const owner = { email: email ?? '', firstName, lastName, portalName: settings.portalName };
  const signUp = readSignUpValues(personalFields(settings.signUpFields), input.signUp);
  const found: Record<string, string | null> = {
    email: email === null ? ONE_ADDRESS : null,
    firstName: nameProblem(firstName, 'first name'),
    lastName: nameProblem(lastName, 'last name'),
    password: passwordProblem(input.password, owner),
    acceptsTerms: settings.terms !== '' && !input.acceptsTerms ? 'Accept the terms to register.' : null,
  };
  const problems: Record<string, string[]> = Object.fromEntries(
    Object.entries(found).flatMap(([field, problem]) => (problem ? [[field, [problem]]] : [])),
  );
  return {
    email,
    firstName,
    lastName,
    signUpValues: signUp.values,
    hasAcceptedTerms: settings.terms !== '' && input.acceptsTerms,
    problems: { ...problems, ...signUp.problems },
  };
}
