import type { Context } from '../context';
import { readSettings } from '../settings/read';
import { askedFields, personalFields } from './sign-up-values';

/** What the registration page has to ask: who may register, the fields that admins defined, whether there are terms. */
export async function getRegistrationForm(ctx: Pick<Context, 'db'>) {
  const { registration, signUpFields, terms } = await readSettings(ctx.db);
  return { registration, signUpFields: askedFields(personalFields(signUpFields)), hasTerms: terms !== '' };
}
