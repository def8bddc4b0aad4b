import { and, asc, eq } from 'drizzle-orm';
import { accessRequestProducts, catalogProducts, catalogs, type FormField, products } from '@/db/schema';
import { type PlanChoice, readOffers, toChoice } from '../cart/get-cart';
import { fitsGateway } from '../cart/offered-plans';
import type { Context } from '../context';
import type { DeveloperActor } from '../identity/actor';
import { type ChangedRequest, isOfferedAt, readKept } from './wished-products';

/** A product that the key may open after a change, and what the portal asks of whoever wants it. */
export type ChangeProduct = {
  id: string;
  name: string;
  summary: string;
  /** The key opens it already. */
  isHeld: boolean;
  fields: FormField[];
};
/** One catalog from which the key may have its plan, with what the key may open there. */
export type ChangeCatalog = {
  id: string;
  slug: string;
  name: string;
  plans: PlanChoice[];
  products: ChangeProduct[];
  /** What the key opens now and could not have here: a change ends it. */
  lost: string[];
};

/** The catalogs that offer something for this key: products and plans of its gateway, that the actor may see. */
export async function readChangeChoices(
  ctx: Context,
  actor: DeveloperActor,
  request: ChangedRequest,
): Promise<ChangeCatalog[]> {
  const rows = await ctx.db
    .select({
      catalog: { id: catalogs.id, slug: catalogs.slug, name: catalogs.displayName },
      product: {
        id: products.id,
        name: products.displayName,
        summary: products.summary,
        fields: products.requestFields,
      },
    })
    .from(catalogProducts)
    .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId))
    .innerJoin(products, eq(products.id, catalogProducts.productId))
    .where(and(isOfferedAt(ctx.db, actor, request.gatewayId)))
    .orderBy(asc(catalogs.position), asc(catalogs.displayName), asc(products.displayName));
  const held = await readHeld(ctx, request.id);
  const known = new Map(rows.map(({ catalog }) => [catalog.id, catalog]));
  const offers = await readOffers(ctx, actor, [...known.keys()]);
  const choices = [...known.values()].map(async (catalog): Promise<ChangeCatalog> => {
    const offered = rows.filter((row) => row.catalog.id === catalog.id).map(({ product }) => product);
    const kept = catalog.id === request.catalogId ? await keptOf(ctx, request, offered) : [];
    const all = [...offered, ...kept].map((product) => ({
      ...product,
      isHeld: held.some(({ id }) => id === product.id),
    }));
    return {
      ...catalog,
      plans: offers
        .filter((plan) => plan.catalogId === catalog.id && fitsGateway(plan, request.gatewayId))
        .map(toChoice),
      products: all,
      lost: held.filter(({ id }) => !all.some((product) => product.id === id)).map(({ name }) => name),
    };
  });
  return (await Promise.all(choices)).filter(({ plans }) => plans.length > 0);
}

function readHeld(ctx: Context, requestId: string): Promise<{ id: string; name: string }[]> {
  return ctx.db
    .select({ id: products.id, name: products.displayName })
    .from(accessRequestProducts)
    .innerJoin(products, eq(products.id, accessRequestProducts.productId))
    .where(eq(accessRequestProducts.accessRequestId, requestId))
    .orderBy(asc(products.displayName));
}

async function keptOf(ctx: Context, request: ChangedRequest, offered: readonly { id: string }[]) {
  const kept = await readKept(
    ctx.db,
    request,
    offered.map(({ id }) => id),
  );
  return kept.map(({ productId, name, summary, requestFields }) => ({
    id: productId,
    name,
    summary,
    fields: requestFields,
  }));
}
