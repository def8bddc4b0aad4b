import { asc, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { catalogs } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { can } from '../policy';

/** A catalog in which a product can stand. */
export type CatalogChoice = {
  id: string;
  slug: string;
  name: string;
  description: string;
  visibility: 'public' | 'internal' | 'private';
  hasProduct: boolean;
  /** In how many carts the product lies from this catalog. */
  carts: number;
  /** Plans that it offers; without one nothing can be asked for there. */
  plans: number;
};

/** Every catalog, and whether a product stands in it. Throws `not_found` for everybody but portal admins. */
export async function listCatalogChoices(ctx: Context, input: { productId: string }): Promise<CatalogChoice[]> {
  if (!can(ctx.actor, 'offer.read_all') || !isId(input.productId)) throw notFound();
  const { productId } = input;
  return ctx.db
    .select({
      id: catalogs.id,
      slug: catalogs.slug,
      name: catalogs.displayName,
      description: catalogs.description,
      visibility: catalogs.visibility,
      // Written out: in a query of one table drizzle leaves the table's name away.
      hasProduct: sql<boolean>`exists (select from catalog_products placed where placed.catalog_id = catalogs.id
        and placed.product_id = ${productId})`,
      carts: sql<number>`(select count(*)::int from cart_items item where item.catalog_id = catalogs.id
        and item.product_id = ${productId})`,
      plans: sql<number>`(select count(*)::int from catalog_plans offered join plans plan on plan.id = offered.plan_id
        where offered.catalog_id = catalogs.id and not plan.is_archived)`,
    })
    .from(catalogs)
    .orderBy(asc(catalogs.position), asc(catalogs.displayName));
}
