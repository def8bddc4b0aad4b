import { eq } from 'drizzle-orm';
import { gateways, productChanges, products } from '@/db/schema';
import type { Context } from '../../context';
import { excerpt } from '../../markdown/excerpt';
import type { Loader } from '../message-loader';

/** `subjectId` is the change. One that was taken back meanwhile is told to nobody. */
export const productChanged: Loader<'product-changed'> = async ({ ctx, recipient, subjectId }) => {
  const [change] = await ctx.db
    .select({
      title: productChanges.title,
      body: productChanges.body,
      productName: products.displayName,
      slug: products.slug,
      state: products.state,
    })
    .from(productChanges)
    .innerJoin(products, eq(products.id, productChanges.productId))
    .where(eq(productChanges.id, subjectId ?? NO_ID));
  if (!change || change.state === 'draft') return null;
  const { title, productName, slug } = change;
  const text = excerpt(change.body, EXCERPT_MAX) || title;
  const link = `${ctx.portalUrl}/products/${slug}#changelog`;
  return { firstName: recipient.firstName, productName, title, text, link };
};

/** `subjectId` is the product. */
export const productDeprecated: Loader<'product-deprecated'> = async ({ ctx, recipient, subjectId }) => {
  const product = await readProduct(ctx, subjectId);
  if (product?.state !== 'deprecated') return null;
  const ends = product.sunsetOn === null ? null : DAY.format(new Date(`${product.sunsetOn}T00:00:00Z`));
  return {
    firstName: recipient.firstName,
    productName: product.name,
    endsOn: ends === null ? 'It goes on working for now.' : `It ends on ${ends}.`,
    note: excerpt(product.deprecationNote, EXCERPT_MAX) || 'Look for another product before it ends.',
    link: `${ctx.portalUrl}/products/${product.slug}`,
  };
};

/** `subjectId` is the product. */
export const productRetired: Loader<'product-retired'> = async ({ ctx, recipient, subjectId }) => {
  const product = await readProduct(ctx, subjectId);
  if (product?.state !== 'retired') return null;
  return { firstName: recipient.firstName, productName: product.name, link: `${ctx.portalUrl}/apps` };
};

/** `subjectId` is the gateway, `facts.names` what is hidden. */
export const offerHidden: Loader<'offer-hidden'> = async ({ ctx, subjectId, facts }) => {
  const [gateway] = await ctx.db
    .select({ id: gateways.id, name: gateways.name })
    .from(gateways)
    .where(eq(gateways.id, subjectId ?? NO_ID));
  if (!gateway) return null;
  const link = `${ctx.portalUrl}/admin/gateways/${gateway.id}`;
  return { gatewayName: gateway.name, names: facts.names ?? '', link };
};

/** Characters; who wants to know more opens the page. */
const EXCERPT_MAX = 400;
const NO_ID = '00000000-0000-0000-0000-000000000000';
/** Mails know no time zone of their reader. */
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

async function readProduct(ctx: Context, id: string | null) {
  const [product] = await ctx.db
    .select({
      name: products.displayName,
      slug: products.slug,
      state: products.state,
      sunsetOn: products.sunsetOn,
      deprecationNote: products.deprecationNote,
    })
    .from(products)
    .where(eq(products.id, id ?? NO_ID));
  return product;
}
