import type { Context } from '../context';
import { tokenOf } from '../identity/actor';
import { requireFreshProof } from '../identity/require-fresh-proof';

/**
 * Before a secret is shown: a borrowed browser must not take one away. A program has nobody to ask; whoever gave its
 * token the right to write webhooks has proved it then. Throws `proof_needed`.
 */
export async function proveAtScreen(ctx: Context): Promise<void> {
  if (tokenOf(ctx.actor) === null) await requireFreshProof(ctx);
}
