import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { gateways, productApis } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { ownPolicyId } from '../gateways/own-policy';
import { mutate, type Unit } from '../mutate';
import type { NewAccess } from './create';
import { findAccessPolicy } from './find-policy';
import { type LockedProduct, lockProduct } from './lock-product';
import { syncOwnPolicy } from './sync-own-policy';
import { aboutProduct, type ProductColumns, writeProduct } from './write-product';

/**
 * Says what opens a product's APIs from now on. Requests copied their policy when they were submitted: keys in force,
 * and requests that wait, keep it. Throws `invalid` for `policyId` and `gatewayId`, also while APIs of another gateway
 * are in the product; `conflict` when the product was changed since `version`.
 */
export async function changeProductAccess(
  ctx: Context,
  input: { productId: string; version: number; access: NewAccess },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    const wanted = await columnsOf(unit, product, input.access);
    await refuseForeignApis(unit, product, wanted.gatewayId ?? null, input.access);
    const changes = await writeProduct(unit, product, wanted);
    await unit.audit('product.changed', aboutProduct(product), { product: product.slug, changes });
    await syncOwnPolicy(unit, product, { gatewayId: wanted.gatewayId ?? null, ownsPolicy: wanted.ownsPolicy ?? false });
  });
}

async function columnsOf(unit: Unit, product: LockedProduct, access: NewAccess): Promise<ProductColumns> {
  if (access.kind === 'none') return { gatewayId: null, accessPolicyId: null, ownsPolicy: false, policyProblem: null };
  if (access.kind === 'existing') {
    const policy = await findAccessPolicy(unit.tx, { policyId: access.policyId });
    const { gatewayId, policyId: accessPolicyId } = policy;
    return { gatewayId, accessPolicyId, ownsPolicy: false, policyProblem: null };
  }
  const [gateway] = isId(access.gatewayId)
    ? await unit.tx.select({ id: gateways.id }).from(gateways).where(eq(gateways.id, access.gatewayId))
    : [];
  if (!gateway) throw invalid('gatewayId', 'Choose a gateway.');
  return { gatewayId: gateway.id, accessPolicyId: ownPolicyId('product', product.id), ownsPolicy: true };
}

/** An API's id means nothing at another gateway. */
async function refuseForeignApis(
  unit: Unit,
  product: LockedProduct,
  gatewayId: string | null,
  access: NewAccess,
): Promise<void> {
  if (product.gatewayId === null || product.gatewayId === gatewayId) return;
  const [api] = await unit.tx
    .select({ name: productApis.name })
    .from(productApis)
    .where(and(eq(productApis.productId, product.id), isNotNull(productApis.gatewayApiId)))
    .orderBy(asc(productApis.position))
    .limit(1);
  if (!api) return;
  const field = access.kind === 'existing' ? 'policyId' : access.kind === 'own' ? 'gatewayId' : 'kind';
  throw invalid(field, `${api.name} is an API of the gateway that the product has now. Remove its APIs first.`);
}
