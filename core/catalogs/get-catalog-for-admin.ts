import { asc, eq, sql } from 'drizzle-orm';
import { catalogPlans, catalogProducts, catalogs, plans, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { hasItsPolicy } from '../offered';
import { can } from '../policy';
import { isSlug } from '../products/is-slug';
import { type CatalogEffects, readCatalogEffects } from './catalog-effects';
import type { CatalogVisibility } from './parse-catalog';

/** A product or plan that can stand in a catalog. `note` says why people may not see it there: *Draft*, *Archived*. */
export type Placeable = { id: string; name: string; slug: string; note: string | null };

/** A catalog with everything that an admin decides about it; `version` goes back with each form. */
export type AdminCatalog = {
  id: string;
  slug: string;
  name: string;
  description: string;
  visibility: CatalogVisibility;
  version: number;
  updatedAt: Date;
  organizationCount: number;
  teamCount: number;
  /** What it holds, in order, and what it could hold, by name. */
  products: { held: Placeable[]; others: Placeable[] };
  plans: { held: Placeable[]; others: Placeable[] };
  /** Who sees it, and what deleting it would change. */
  effects: CatalogEffects;
};

/** A catalog as its editor shows it. Throws `not_found` for others than admins. */
export async function getCatalogForAdmin(ctx: Context, input: { slug: string }): Promise<AdminCatalog> {
  if (!can(ctx.actor, 'offer.read_all') || !isSlug(input.slug)) throw notFound();
  const [catalog] = await ctx.db
    .select({
      id: catalogs.id,
      slug: catalogs.slug,
      name: catalogs.displayName,
      description: catalogs.description,
      visibility: catalogs.visibility,
      version: catalogs.version,
      updatedAt: catalogs.updatedAt,
      // Written out: in a query of one table drizzle leaves the table's name away.
      organizationCount: sql<number>`(select count(*)::int from catalog_organizations held where held.catalog_id = catalogs.id)`,
      teamCount: sql<number>`(select count(*)::int from catalog_teams held where held.catalog_id = catalogs.id)`,
    })
    .from(catalogs)
    .where(eq(catalogs.slug, input.slug));
  if (!catalog) throw notFound();
  return {
    ...catalog,
    products: split(await readProducts(ctx, catalog.id)),
    plans: split(await readPlans(ctx, catalog.id)),
    effects: await readCatalogEffects(ctx.db, catalog.id),
  };
}

type Placed = Placeable & { isHeld: boolean };

function readProducts(ctx: Context, catalogId: string): Promise<Placed[]> {
  return ctx.db
    .select({
      id: products.id,
      name: products.displayName,
      slug: products.slug,
      note: sql<string | null>`case products.state when 'draft' then 'Draft' when 'deprecated' then 'Deprecated'
        when 'retired' then 'Retired' else case when not ${hasItsPolicy()} then 'Policy missing' end end`,
      isHeld: sql<boolean>`${catalogProducts.catalogId} is not null`,
    })
    .from(products)
    .leftJoin(
      catalogProducts,
      sql`${catalogProducts.productId} = ${products.id} and ${catalogProducts.catalogId} = ${catalogId}`,
    )
    .orderBy(asc(catalogProducts.position), asc(sql`lower(${products.displayName})`));
}

function readPlans(ctx: Context, catalogId: string): Promise<Placed[]> {
  return ctx.db
    .select({
      id: plans.id,
      name: plans.displayName,
      slug: plans.slug,
      note: sql<string | null>`case when ${plans.isArchived} then 'Archived' end`,
      isHeld: sql<boolean>`${catalogPlans.catalogId} is not null`,
    })
    .from(plans)
    .leftJoin(catalogPlans, sql`${catalogPlans.planId} = ${plans.id} and ${catalogPlans.catalogId} = ${catalogId}`)
    .orderBy(asc(catalogPlans.position), asc(sql`lower(${plans.displayName})`));
}

function split(rows: readonly Placed[]): { held: Placeable[]; others: Placeable[] } {
  const plain = ({ isHeld: _isHeld, ...placeable }: Placed): Placeable => placeable;
  return {
    held: rows.filter(({ isHeld }) => isHeld).map(plain),
    others: rows.filter(({ isHeld }) => !isHeld).map(plain),
  };
}
