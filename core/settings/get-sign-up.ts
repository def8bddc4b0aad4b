import type { FormField } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';
import { countAnswers } from './count-answers';
import { readSettings } from './read';

/** The questions of the registration form; `version` goes back with the form. */
export type SignUpSettings = {
  signUpFields: FormField[];
  /** How many people answered each field, by its name. */
  answeredBy: Record<string, number>;
  version: number;
};

/**
 * What people are asked when they register, with the version to give back when saving. Throws `not_found` for all but
 * portal admins.
 */
export async function getSignUpSettings(ctx: Context): Promise<SignUpSettings> {
  if (!can(ctx.actor, 'settings.read')) throw notFound();
  const { signUpFields, version } = await readSettings(ctx.db);
  const counted = await countAnswers(ctx.db);
  const answeredBy = Object.fromEntries(signUpFields.map(({ name }) => [name, counted[name] ?? 0]));
  return { signUpFields, answeredBy, version };
}
