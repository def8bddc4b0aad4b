import { isDeepStrictEqual } from 'node:util';
import type { accessRequests } from '@/db/schema';
import { readContractProducts } from '../credentials/change-contract';
import { invalid } from '../errors';
import type { Unit } from '../mutate';
import type { WishedProduct } from './wished-products';

type Contract = typeof accessRequests.$inferSelect;

/** A change has to change something: plan, terms or products. Throws `invalid` for `planId`. */
export async function refuseSameChange(
  unit: Unit,
  contract: Contract,
  wish: Pick<Contract, 'terms'> & { planId: string; products: readonly WishedProduct[] },
): Promise<void> {
  const held = await readContractProducts(unit.tx, contract.id);
  const wished = wish.products.map(({ productId, accessPolicyId }) => ({ productId, accessPolicyId }));
  const byId = (a: { productId: string }, b: { productId: string }) => (a.productId < b.productId ? -1 : 1);
  const isSame =
    wish.planId === contract.planId &&
    isDeepStrictEqual(wish.terms, contract.terms) &&
    isDeepStrictEqual([...wished].sort(byId), [...held].sort(byId));
  if (isSame) throw invalid('planId', 'The key has this plan and these products already. Choose something else.');
}
