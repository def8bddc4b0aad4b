import type { Context } from '../context';
import { unauthenticated } from '../errors';
import type { AdminActor, DeveloperActor } from '../identity/actor';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { authorize } from '../policy';

/** The person who changes their own account, with a fresh proof. Throws `unauthenticated`, `proof_needed`. */
export async function oneselfWithProof(ctx: Context): Promise<DeveloperActor | AdminActor> {
  const { actor } = ctx;
  if (actor.kind !== 'developer' && actor.kind !== 'admin') throw unauthenticated();
  await requireFreshProof(ctx);
  authorize(actor, 'profile.change', { userId: actor.userId });
  return actor;
}
