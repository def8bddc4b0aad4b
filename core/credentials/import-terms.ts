import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { catalogPlans, catalogProducts, catalogs, plans, products } from '@/db/schema';
import { fitsGateway } from '../cart/offered-plans';
import { invalid } from '../errors';
import { livePlans, requestableProducts } from '../offered';

/** The terms under which a key of before shall live on, as they are offered now. */
export type ImportTerms = {
  plan: typeof plans.$inferSelect;
  gatewayId: string;
  products: { productId: string; name: string; accessPolicyId: string }[];
  /** A catalog that offers all of it; null where none does. */
  catalogId: string | null;
};

/**
 * What a key shall be attached to, kept as it is until the transaction ends. An admin may choose what no catalog offers
 * together. Throws `invalid` for `productIds` and `planId`.
 */
export async function lockImportTerms(
  tx: Transaction,
  wish: { planId: string; productIds: readonly string[] },
): Promise<ImportTerms> {
  const wished = [...new Set(wish.productIds)];
  if (wished.length === 0) throw invalid('productIds', 'Choose what the key shall open.');
  const found = wished.every(isId)
    ? await tx
        .select({
          productId: products.id,
          name: products.displayName,
          gatewayId: products.gatewayId,
          accessPolicyId: products.accessPolicyId,
        })
        .from(products)
        .where(and(inArray(products.id, wished), requestableProducts()))
        .orderBy(asc(products.id))
        .for('share')
    : [];
  const chosen = found.flatMap(({ gatewayId, accessPolicyId, ...product }) =>
    gatewayId && accessPolicyId ? [{ ...product, gatewayId, accessPolicyId }] : [],
  );
  const [first] = chosen;
  if (!first || chosen.length < wished.length) {
    throw invalid('productIds', 'One of these products cannot be had any more. Choose again.');
  }
  const { gatewayId } = first;
  if (chosen.some((product) => product.gatewayId !== gatewayId)) {
    throw invalid('productIds', 'These products live at different gateways, and a key lives at one.');
  }
  const plan = await lockPlanFor(tx, wish.planId, gatewayId);
  const catalogId = await catalogOf(tx, plan.id, wished);
  return { plan, gatewayId, catalogId, products: chosen.map(({ gatewayId: _at, ...product }) => product) };
}

async function lockPlanFor(tx: Transaction, planId: string, gatewayId: string) {
  const [plan] = isId(planId)
    ? await tx
        .select()
        .from(plans)
        .where(and(eq(plans.id, planId), livePlans()))
        .for('share')
    : [];
  if (!plan) throw invalid('planId', 'This plan cannot be had any more. Choose another one.');
  if (!fitsGateway(plan, gatewayId)) throw invalid('planId', 'This plan belongs to another gateway than the products.');
  return plan;
}

/** So that a change of plan can be asked for later, where the offer allows one. */
async function catalogOf(tx: Transaction, planId: string, productIds: readonly string[]): Promise<string | null> {
  const offering = await tx
    .select({ id: catalogs.id, productId: catalogProducts.productId })
    .from(catalogs)
    .innerJoin(catalogPlans, and(eq(catalogPlans.catalogId, catalogs.id), eq(catalogPlans.planId, planId)))
    .innerJoin(catalogProducts, eq(catalogProducts.catalogId, catalogs.id))
    .where(inArray(catalogProducts.productId, [...productIds]))
    .orderBy(asc(catalogs.position), asc(catalogs.id));
  const ids = [...new Set(offering.map(({ id }) => id))];
  return ids.find((id) => offering.filter((one) => one.id === id).length === productIds.length) ?? null;
}
