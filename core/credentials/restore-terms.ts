import { eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { accessRequests, catalogs, plans, products, type ReplacedTerms } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import type { Unit } from '../mutate';
import { changeContract, lockContract } from './change-contract';
import { expiryFrom } from './sync/issue-key';

/**
 * Takes back what a granted change did, before the gateway was proven to have taken it: the request has the terms that
 * it had, and its keys shall be as before, with the ends that they had. Inside the withdrawing change, whose caller
 * holds the change (`lockAccessRequest`). Throws `conflict` when there is nothing to go back to.
 */
export async function restoreTerms(ctx: Context, unit: Unit, input: { requestId: string }): Promise<void> {
  const [change] = await unit.tx.select().from(accessRequests).where(eq(accessRequests.id, input.requestId));
  if (!change?.changesRequestId || !change.replaced) throw new Error('restoreTerms: this request changed no other');
  const { expiries, ...before } = change.replaced;
  const to = await stillThere(unit.tx, before);
  const held = await lockContract(unit.tx, { ...change, changesRequestId: change.changesRequestId });
  await changeContract(unit, held, to, {
    changeRequestId: change.id,
    expiresAt: (key, lifetimeDays) => {
      const was = expiries[key.id];
      if (was !== undefined) return was === null ? null : new Date(was);
      // Made since: it counts from now.
      const expires = expiryFrom(ctx, lifetimeDays);
      return expires === 'never' ? null : expires;
    },
  });
}

/** Nothing kept plan, catalog and products from being deleted meanwhile. A name of what is gone may be missing. */
async function stillThere(
  tx: Transaction,
  before: Omit<ReplacedTerms, 'expiries'>,
): Promise<Omit<ReplacedTerms, 'expiries'>> {
  const ids = before.products.map(({ productId }) => productId);
  const known = await tx.select({ id: products.id }).from(products).where(inArray(products.id, ids)).for('share');
  if (known.length < ids.length) {
    throw conflict('A product that the key had before is gone, so there is no way back. Revoke the key instead.');
  }
  const [plan] = before.planId
    ? await tx.select({ id: plans.id }).from(plans).where(eq(plans.id, before.planId)).for('share')
    : [];
  const [catalog] = before.catalogId
    ? await tx.select({ id: catalogs.id }).from(catalogs).where(eq(catalogs.id, before.catalogId)).for('share')
    : [];
  return { ...before, planId: plan?.id ?? null, catalogId: catalog?.id ?? null };
}
