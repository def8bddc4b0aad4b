import { eq } from 'drizzle-orm';
import { isId, newId } from '@/db/ids';
import { gateways, productApis, products } from '@/db/schema';
import type { Context } from '../context';
import { invalid } from '../errors';
import { ownPolicyId } from '../gateways/own-policy';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { freeApiSlug } from './api-slugs';
import { findAccessPolicy, findGatewayApis } from './find-policy';
import { parseDetails } from './parse-details';
import { syncOwnPolicy } from './sync-own-policy';
import { aboutProduct, slugTaken } from './write-product';

/** What stands behind a new product: nothing, a policy that the gateway has (our row's id), or one of the portal's. */
export type NewAccess = { kind: 'none' } | { kind: 'existing'; policyId: string } | { kind: 'own'; gatewayId: string };

type Columns = Pick<typeof products.$inferInsert, 'id' | 'gatewayId' | 'accessPolicyId' | 'ownsPolicy'>;

/**
 * Makes a product as a draft, which nobody but admins sees. One on an existing policy gets the APIs that the policy
 * opens. Throws `invalid` for `name`, `slug`, `summary`, `policyId` and `gatewayId`.
 */
export async function createProduct(
  ctx: Context,
  input: { name: string; slug?: string | undefined; summary?: string | undefined; access: NewAccess },
): Promise<{ productId: string; slug: string }> {
  const { name, slug = '', summary = '', access } = input;
  return mutate(ctx, async (unit) => {
    authorize(ctx.actor, 'offer.change');
    const details = parseDetails({ name, slug, summary, description: '', tags: '', isFeatured: false });
    const id = newId();
    const { apiIds, ...columns } = await columnsOf(unit, id, access);
    await insert(unit, { ...details, ...columns, id });
    const apis = await insertApis(unit, id, columns.gatewayId ?? null, apiIds);
    await unit.audit('product.created', aboutProduct({ id }), {
      product: details.slug,
      name: details.displayName,
      policy: columns.accessPolicyId ?? null,
      apis,
    });
    const { gatewayId = null, ownsPolicy = false } = columns;
    await syncOwnPolicy(unit, { id, displayName: details.displayName, gatewayId, ownsPolicy });
    return { productId: id, slug: details.slug };
  });
}

async function columnsOf(unit: Unit, id: string, access: NewAccess): Promise<Columns & { apiIds: string[] }> {
  if (access.kind === 'none') return { apiIds: [] };
  if (access.kind === 'existing') {
    const policy = await findAccessPolicy(unit.tx, { policyId: access.policyId });
    return { gatewayId: policy.gatewayId, accessPolicyId: policy.policyId, apiIds: policy.apiIds };
  }
  const gatewayId = await findGateway(unit, access.gatewayId);
  return { gatewayId, accessPolicyId: ownPolicyId('product', id), ownsPolicy: true, apiIds: [] };
}

async function findGateway(unit: Unit, gatewayId: string): Promise<string> {
  const [gateway] = isId(gatewayId)
    ? await unit.tx.select({ id: gateways.id }).from(gateways).where(eq(gateways.id, gatewayId)).for('share')
    : [];
  if (!gateway) throw invalid('gatewayId', 'Choose a gateway.');
  return gateway.id;
}

async function insert(unit: Unit, row: typeof products.$inferInsert): Promise<void> {
  try {
    await unit.tx.insert(products).values(row);
  } catch (error) {
    throw slugTaken(error) ?? error;
  }
}

async function insertApis(unit: Unit, productId: string, gatewayId: string | null, apiIds: string[]) {
  if (gatewayId === null) return [];
  const taken = new Set<string>();
  const found = await findGatewayApis(unit.tx, { gatewayId, apiIds });
  for (const [position, { apiId, name, listenPath }] of found.entries()) {
    const slug = freeApiSlug(name, taken);
    taken.add(slug);
    await unit.tx.insert(productApis).values({ productId, slug, name, gatewayApiId: apiId, listenPath, position });
  }
  return [...taken];
}
