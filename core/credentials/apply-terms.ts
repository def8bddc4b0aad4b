import { eq } from 'drizzle-orm';
import { accessRequests, type ReplacedTerms } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import type { Unit } from '../mutate';
import { changeContract, lockContract, readContractProducts } from './change-contract';
import { expiryFrom } from './sync/issue-key';

const FOUND = 'This key was found in the open. Its people have to regenerate it first; then this can be approved.';

/**
 * Grants a change of plan or products, inside the approving change, whose caller holds the change (`lockAccessRequest`,
 * which holds the changed request before it) and has set it to `approved`: its terms become those of the request that
 * it changes, and every key of that one shall follow. Nothing goes to the gateway here: the old terms stay there until
 * the worker has written and proven the new ones, which fulfils the change. Throws `conflict` when the organization is
 * not active, no key is left to change, or it was found in the open.
 */
export async function applyTerms(
  ctx: Context,
  unit: Unit,
  input: { requestId: string },
): Promise<{ credentialIds: string[] }> {
  const [change] = await unit.tx.select().from(accessRequests).where(eq(accessRequests.id, input.requestId));
  if (!change?.changesRequestId) throw new Error('applyTerms: this request changes no other');
  const held = await lockContract(unit.tx, { ...change, changesRequestId: change.changesRequestId });
  const { contract, keys } = held;
  // Its lifetime would begin anew with somebody who should not have it.
  if (keys.some(({ retiringAt, foundAt }) => !retiringAt && foundAt)) throw conflict(FOUND);
  const replaced: ReplacedTerms = {
    planId: contract.planId,
    catalogId: contract.catalogId,
    terms: contract.terms,
    answers: contract.answers,
    products: await readContractProducts(unit.tx, contract.id),
    expiries: Object.fromEntries(keys.map(({ id, expiresAt }) => [id, expiresAt?.toISOString() ?? null])),
  };
  await unit.tx.update(accessRequests).set({ replaced }).where(eq(accessRequests.id, change.id));
  const { planId, catalogId, terms, answers } = change;
  const products = await readContractProducts(unit.tx, change.id);
  await changeContract(
    unit,
    held,
    { planId, catalogId, terms, answers, products },
    {
      changeRequestId: change.id,
      // The lifetime of the new terms counts from now.
      expiresAt: (_key, lifetimeDays) => {
        const expires = expiryFrom(ctx, lifetimeDays);
        return expires === 'never' ? null : expires;
      },
    },
  );
  await ctx.fault('terms.beforeCommit');
  return { credentialIds: keys.map(({ id }) => id) };
}
