import { z } from '@hono/zod-openapi';
import { getAudience } from '@/core/catalogs/get-audience';
import { getCatalogForAdmin } from '@/core/catalogs/get-catalog-for-admin';
import { slugOfCatalog } from '@/core/catalogs/slug-of-catalog';
import type { Context } from '@/core/context';
import { id, instant, iso } from '../fields';
import type { Current, Params } from '../operation';

/** Who may see a catalog: everybody, whoever is logged in, or its audience. */
export const visibility = z.enum(['public', 'internal', 'private']);

const placed = z.array(z.object({ id, slug: z.string(), name: z.string(), note: z.string().nullable() }));

/** A catalog, as every operation on it answers it. */
export const catalog = z
  .object({
    id,
    slug: z.string(),
    version: z.number().int().openapi({ description: 'Goes up with every change.' }),
    name: z.string(),
    description: z.string(),
    visibility,
    updatedAt: instant,
    products: placed.openapi({ description: '`note` says why people may not see it there, such as *Draft*.' }),
    plans: placed,
    audience: z
      .object({ organizationIds: z.array(id), teamIds: z.array(id) })
      .openapi({ description: 'Whom it is for while it is private.' }),
  })
  .openapi('Catalog');

/** A catalog as it is answered. */
export type Catalog = z.output<typeof catalog>;

/** The catalog with this id, as it is now. Throws `not_found`. */
export async function catalogNow(ctx: Context, catalogId: string): Promise<Catalog> {
  const found = await getCatalogForAdmin(ctx, { slug: await slugOfCatalog(ctx, { catalogId }) });
  return catalog.parse({
    ...found,
    products: found.products.held,
    plans: found.plans.held,
    updatedAt: iso(found.updatedAt),
    audience: await getAudience(ctx, { catalogId }),
  });
}

/** For operations on one catalog: what they are about. */
export function currentCatalog(ctx: Context, params: Params): Promise<Current> {
  return catalogNow(ctx, params.id ?? '');
}
