import type { Context } from '../context';
import { readSettings } from '../settings/read';

/** What the registration page has to ask: who may register, the fields that admins defined, the terms. */
export async function getRegistrationForm(ctx: Pick<Context, 'db'>) {
  const { registration, signUpFields, terms } = await readSettings(ctx.db);
  return { registration, signUpFields, terms };
}
