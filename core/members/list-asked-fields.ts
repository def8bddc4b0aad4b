import type { Context } from '../context';
import { notFound } from '../errors';
import { type AskedSignUpField, askedFields } from '../identity/sign-up-values';
import { can } from '../policy';
import { readSettings } from '../settings/read';

/**
 * Every sign-up field, those for admins only as well, as portal admins are asked them: none is required, because they
 * may not know the answer. Throws `not_found` for everybody else.
 */
export async function listAskedFields(ctx: Context): Promise<AskedSignUpField[]> {
  if (!can(ctx.actor, 'user.list')) throw notFound();
  const { signUpFields } = await readSettings(ctx.db);
  return askedFields(signUpFields).map((field) => ({ ...field, required: false }));
}
