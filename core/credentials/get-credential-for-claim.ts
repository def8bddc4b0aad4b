import { eq } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { recallToken } from '../identity/tokens';
import { can } from '../policy';
import { type CredentialView, readCredentialViews } from './credential-view';

/** `isLinkLive`: the link can still be used; one that was used shows what became of the key. */
export type ClaimView = { credential: CredentialView; isLinkLive: boolean };

/**
 * What the confirmation page shows to the person who opens the link; reads only. Throws `not_found` for a link that
 * never was and for everybody who may not make this key, portal admins included: both look the same.
 */
export async function getCredentialForClaim(ctx: Context, input: { token: string }): Promise<ClaimView> {
  const link = await recallToken(ctx.db, { purpose: 'confirm_request', token: input.token });
  if (!link) throw notFound();
  // The newest key of the request: what the link once made may have been regenerated since.
  const [credential] = await readCredentialViews(ctx, eq(credentials.accessRequestId, link.subjectId));
  if (!credential || !can(ctx.actor, 'credential.claim', credential.app)) throw notFound();
  return { credential, isLinkLive: link.isLive };
}
