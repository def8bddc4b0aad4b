import { asActor, type Context } from '../context';
import { SECRET_REFUSED, SILENT } from '../credentials/sync/gateway-problem';
import { systemActor } from '../identity/actor';
import type { Gateways } from '../ports/gateway';
import type { PutPolicyOutcome } from '../ports/gateway-policies';
import { notePolicyRefused, notePolicyWritten } from './note-policy';
import type { PolicyOwner } from './own-policy';
import { type OwnedPolicy, readOwnedPolicy } from './policy-wish';
import { removeLeftPolicies } from './remove-left-policies';

/** What the screen says where policies cannot be made over the gateway's own API. */
const POLICIES_FROM_ELSEWHERE =
  'This gateway takes its policies from elsewhere, such as a Tyk Dashboard or a file. Make the policy there, synchronize, and choose it here.';

/** Thrown so that the job is tried again later; what the person reads stands on the product or plan. */
export class PolicyNotWritten extends Error {
  constructor(problem: string) {
    super(`the policy could not be written: ${problem}`);
  }
}

/**
 * Makes the gateway's policy agree with the product or plan that owns it, and takes away what it owned elsewhere or
 * before, once no key has it. The row is the wish: run late, twice, or after a crash, the world ends the same. What
 * stands in the way is written on the row. Throws `PolicyNotWritten` when trying again may help.
 */
export async function syncPolicy(
  ctx: Context,
  gateways: Gateways,
  input: { owner: PolicyOwner; ownerId: string },
): Promise<void> {
  const worker = asActor(ctx, systemActor('policy worker'));
  const owned = await readOwnedPolicy(ctx.db, input.owner, input.ownerId);
  if (owned) await write(worker, gateways, input, owned);
  await removeLeftPolicies(worker, gateways, { ...input, gatewayId: owned?.gateway.id ?? null });
}

async function write(
  ctx: Context,
  gateways: Gateways,
  input: { owner: PolicyOwner; ownerId: string },
  owned: OwnedPolicy,
): Promise<void> {
  const outcome = await gateways.of(owned.gateway).putPolicy(owned.wish);
  await ctx.fault('policy.afterWrite');
  if (outcome.outcome === 'applied') {
    return notePolicyWritten(ctx, input, owned, outcome.wasWritten);
  }
  const problem = problemOf(outcome);
  await notePolicyRefused(ctx, input, owned, problem);
  if (outcome.outcome === 'unknown') throw new PolicyNotWritten(problem);
}

/** In words for the admin who looks at the product or plan. */
function problemOf(outcome: Exclude<PutPolicyOutcome, { outcome: 'applied' }>): string {
  if (outcome.outcome === 'unsupported') return POLICIES_FROM_ELSEWHERE;
  if (outcome.outcome === 'secret_refused') return SECRET_REFUSED;
  return outcome.outcome === 'rejected' ? outcome.reason : `${SILENT}${outcome.reason}.`;
}
