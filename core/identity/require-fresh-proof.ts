import type { Context } from '../context';
import { proofNeeded, unauthenticated } from '../errors';
import { needsProof } from './needs-proof';

/**
 * Call first in every verb that a borrowed browser must not do. Throws `proof_needed`, which a form answers by leading
 * to /auth/prove and back, and `unauthenticated` for nobody. The system has nothing to prove.
 */
export async function requireFreshProof(ctx: Context): Promise<void> {
  if (ctx.actor.kind === 'anonymous') throw unauthenticated();
  if (await needsProof(ctx)) throw proofNeeded();
}
