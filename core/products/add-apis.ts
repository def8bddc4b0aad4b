import { eq } from 'drizzle-orm';
import { productApis } from '@/db/schema';
import type { Context } from '../context';
import { conflict, invalid } from '../errors';
import { mutate, type Unit } from '../mutate';
import { freeApiSlug } from './api-slugs';
import { type FoundApi, findGatewayApis } from './find-policy';
import { type LockedProduct, lockProduct } from './lock-product';
import { syncOwnPolicy } from './sync-own-policy';
import { aboutProduct, writeProduct } from './write-product';

/** How many APIs a product bundles. */
const APIS_MAX = 50;
/** In characters. */
export const API_NAME_MAX = 120;

/**
 * Adds APIs of the product's gateway, by their ids there, and one that is only documented, by its name. What the
 * product has already is not added again. Throws `invalid` for `apiIds` and `name`, `conflict` when the product is full
 * or was changed since `version`.
 */
export async function addProductApis(
  ctx: Context,
  input: { productId: string; version: number; apiIds: readonly string[]; name?: string | undefined },
): Promise<void> {
  const name = (input.name ?? '').normalize('NFC').trim();
  if (name.length > API_NAME_MAX) throw invalid('name', `Use at most ${API_NAME_MAX} characters.`);
  if (/\p{Cc}/u.test(name)) throw invalid('name', 'Remove the characters that cannot be seen.');
  await mutate(ctx, async (unit) => {
    const product = await lockProduct(ctx, unit.tx, input);
    const has = await unit.tx
      .select({ slug: productApis.slug, apiId: productApis.gatewayApiId, position: productApis.position })
      .from(productApis)
      .where(eq(productApis.productId, product.id));
    const known = new Set(has.map(({ apiId }) => apiId));
    const found = await findWanted(unit, product, [...new Set(input.apiIds)]);
    const wanted: (Omit<FoundApi, 'apiId' | 'listenPath'> & Partial<FoundApi>)[] = [
      ...found.filter(({ apiId }) => !known.has(apiId)),
      ...(name ? [{ name }] : []),
    ];
    if (wanted.length === 0) throw invalid('apiIds', 'Choose an API that the product does not have yet.');
    if (has.length + wanted.length > APIS_MAX) throw conflict(`A product has at most ${APIS_MAX} APIs.`);
    const slugs = await insert(unit, product, wanted, has);
    await writeProduct(unit, product, {});
    const changes = { apis: { from: has.map(({ slug }) => slug), to: [...has.map(({ slug }) => slug), ...slugs] } };
    await unit.audit('product.changed', aboutProduct(product), { product: product.slug, changes });
    await syncOwnPolicy(unit, product);
  });
}

async function findWanted(unit: Unit, product: LockedProduct, apiIds: readonly string[]): Promise<FoundApi[]> {
  if (apiIds.length === 0) return [];
  if (product.gatewayId === null) throw invalid('apiIds', 'Choose under Access which gateway opens the product first.');
  const found = await findGatewayApis(unit.tx, { gatewayId: product.gatewayId, apiIds });
  if (found.length < apiIds.length) throw invalid('apiIds', 'The gateway does not have one of these APIs any more.');
  return found;
}

async function insert(
  unit: Unit,
  product: LockedProduct,
  wanted: readonly { name: string; apiId?: string; listenPath?: string }[],
  has: readonly { slug: string; position: number }[],
): Promise<string[]> {
  const taken = new Set(has.map(({ slug }) => slug));
  const last = Math.max(-1, ...has.map(({ position }) => position));
  const slugs: string[] = [];
  for (const [index, { name, apiId = null, listenPath = null }] of wanted.entries()) {
    const slug = freeApiSlug(name, taken);
    taken.add(slug);
    slugs.push(slug);
    const position = last + 1 + index;
    await unit.tx
      .insert(productApis)
      .values({ productId: product.id, slug, name, gatewayApiId: apiId, listenPath, position });
  }
  return slugs;
}
