import { createProduct } from '@/core/products/create';
import type { Database } from '@/db/client';
import { catalogProducts, catalogs, gatewayPolicies, productApis } from '@/db/schema';
import { contextFor } from './harness';
import type { World } from './world';

/** A draft of documentation only with one API, which stands in a public catalog of its own. */
export async function draftProduct(db: Database, world: World, name = 'Tides') {
  const ctx = contextFor(db, world.alan);
  const { productId, slug } = await createProduct(ctx, { name, access: { kind: 'none' } });
  await db.insert(productApis).values({ productId, slug: 'sky', name: 'Sky' });
  const [shelf] = await db
    .insert(catalogs)
    .values({ slug: `of-${slug}`, displayName: `Of ${name}`, visibility: 'public' })
    .returning({ id: catalogs.id });
  await db.insert(catalogProducts).values({ catalogId: shelf?.id ?? '', productId });
  return { productId, slug, catalogId: shelf?.id ?? '' };
}

/** A policy that the world's gateway told of, as our row. */
export async function gatewayPolicy(
  db: Database,
  world: World,
  wish: Partial<typeof gatewayPolicies.$inferInsert> = {},
): Promise<string> {
  const [row] = await db
    .insert(gatewayPolicies)
    .values({ gatewayId: world.gateway.id, policyId: 'tides-access', name: 'Tides access', ...wish })
    .returning({ id: gatewayPolicies.id });
  return row?.id ?? '';
}
