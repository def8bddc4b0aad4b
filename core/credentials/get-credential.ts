import { eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { type CredentialView, readCredentialViews } from './credential-view';

/** One credential, without its key. Throws `not_found` for what the actor may not see. */
export async function getCredential(ctx: Context, input: { credentialId: string }): Promise<CredentialView> {
  if (!isId(input.credentialId)) throw notFound();
  const [view] = await readCredentialViews(ctx, eq(credentials.id, input.credentialId));
  if (!view) throw notFound();
  return view;
}
