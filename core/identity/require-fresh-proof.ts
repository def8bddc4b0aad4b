import type { Context } from '../context';
import { proofNeeded, unauthenticated } from '../errors';
import { tokenOf } from './actor';
import { needsProof } from './needs-proof';

/**
 * Call first in every verb that a borrowed browser must not do. Throws `proof_needed`, which a form answers by leading
 * to /auth/prove and back, and `unauthenticated` for nobody. The system has nothing to prove. With `mayBeToken` neither
 * has a program: `authorize` has asked for its scope, and whoever gave it that scope proved who they are.
 */
export async function requireFreshProof(ctx: Context, { mayBeToken = false } = {}): Promise<void> {
  if (ctx.actor.kind === 'anonymous') throw unauthenticated();
  if (mayBeToken && tokenOf(ctx.actor)) return;
  if (await needsProof(ctx)) throw proofNeeded();
}
