import { and, count, eq } from 'drizzle-orm';
import { cartItems, catalogProducts, catalogs, products } from '@/db/schema';
import type { Context } from '../context';
import { conflict, forbidden, notFound } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { mutate, postgresCode, violatedConstraint } from '../mutate';
import { authorize } from '../policy';
import { visibleCatalogs, visibleProducts } from '../visibility';

/** How many products a cart holds. */
const CART_MAX = 50;
const UNIQUE_VIOLATION = '23505';

type Offered = { catalogId: string; productId: string; isRequestable: boolean };

/**
 * Puts a product of a catalog into the actor's cart. Adding what is there already changes nothing. Throws `not_found`
 * for what the actor may not see in that catalog, `conflict` for what cannot be asked for and for a full cart.
 */
export async function addToCart(ctx: Context, input: { catalogSlug: string; productSlug: string }): Promise<void> {
  const { actor } = ctx;
  const offered = await readOffered(ctx, input);
  authorize(actor, 'cart.change');
  if (!isActiveDeveloper(actor)) throw forbidden();
  if (!offered.isRequestable) throw conflict('This product is documentation only: there is no key to ask for.');
  const item = { userId: actor.userId, catalogId: offered.catalogId, productId: offered.productId };
  const inCart = await ctx.db
    .select({ catalogId: cartItems.catalogId, productId: cartItems.productId })
    .from(cartItems)
    .where(eq(cartItems.userId, actor.userId));
  if (inCart.some(({ catalogId, productId }) => catalogId === item.catalogId && productId === item.productId)) return;

  try {
    await mutate(ctx, async (unit) => {
      const [held] = await unit.tx
        .select({ products: count() })
        .from(cartItems)
        .where(eq(cartItems.userId, actor.userId));
      if ((held?.products ?? 0) >= CART_MAX) throw conflict(`The cart is full: ask for what it holds first.`);
      await unit.tx.insert(cartItems).values(item);
      await unit.audit('cart.item_added', subject(actor), { catalog: input.catalogSlug, product: input.productSlug });
    });
  } catch (error) {
    // Deleted or emptied by an admin since it was looked up.
    if (violatedConstraint(error)?.startsWith('cart_items_catalog_id')) throw notFound();
    // Two clicks at once: the other one has put it there.
    if (postgresCode(error) !== UNIQUE_VIOLATION) throw error;
  }
}

/** A cart belongs to its person. */
function subject(actor: { userId: string; organization: { id: string } }) {
  return { kind: 'cart', id: actor.userId, organizationId: actor.organization.id };
}

async function readOffered(ctx: Context, input: { catalogSlug: string; productSlug: string }): Promise<Offered> {
  const [offered] = await ctx.db
    .select({ catalogId: catalogs.id, productId: products.id, gatewayId: products.gatewayId })
    .from(catalogProducts)
    .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId))
    .innerJoin(products, eq(products.id, catalogProducts.productId))
    .where(
      and(
        eq(catalogs.slug, input.catalogSlug),
        eq(products.slug, input.productSlug),
        visibleCatalogs(ctx.db, ctx.actor),
        visibleProducts(ctx.db, ctx.actor),
      ),
    );
  if (!offered) throw notFound();
  return { ...offered, isRequestable: offered.gatewayId !== null };
}
