import { and, eq, inArray, isNull } from 'drizzle-orm';
import { images, productGuides, products } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { anonymous } from '../identity/actor';
import { excerpt } from '../markdown/excerpt';
import { isSlug } from '../products/is-slug';
import { readSettings, type Settings } from '../settings/read';
import { visibleProducts } from '../visibility';
import { drawable } from './drawable';

/** What a social card shows, in characters that its font has. */
export type SocialCard = {
  portalName: string;
  title: string;
  about: string;
  accent: string;
  logo: { href: string; width: number; height: number } | null;
  host: string;
};

const TITLE_MAX = 70;
const ABOUT_MAX = 150;
const NAME_MAX = 40;
/** A larger one would take longer to unpack than the card to draw. In bytes. */
const LOGO_MAX = 512 * 1024;

type Asked = Pick<Context, 'db' | 'portalUrl'>;

/**
 * The card of the portal itself, for its first page and whatever has none of its own. Of a portal for signed-in people
 * only it says no more than the login does. Cards are for those who cannot sign in: whoever asks counts as a stranger.
 */
export async function getPortalCard(ctx: Asked): Promise<SocialCard> {
  const settings = await readSettings(ctx.db);
  const about = settings.signedInOnly ? '' : excerpt(settings.welcome, ABOUT_MAX);
  const title = settings.signedInOnly ? '' : settings.headline;
  return cardOf(ctx, settings, { title: title || settings.portalName, otherwise: hostOf(ctx), about });
}

/** The card of a product. Throws `not_found` for what a stranger may not see. */
export async function getProductCard(ctx: Asked, input: { product: string }): Promise<SocialCard> {
  if (!isSlug(input.product)) throw notFound();
  const [product] = await ctx.db
    .select({ name: products.displayName, summary: products.summary })
    .from(products)
    .where(and(eq(products.slug, input.product), visibleProducts(ctx.db, anonymous)));
  if (!product) throw notFound();
  const settings = await readSettings(ctx.db);
  return cardOf(ctx, settings, { title: product.name, otherwise: input.product, about: product.summary });
}

/** The card of a guide. Throws `not_found` for what a stranger may not see. */
export async function getGuideCard(ctx: Asked, input: { product: string; guide: string }): Promise<SocialCard> {
  if (!isSlug(input.product) || !isSlug(input.guide)) throw notFound();
  const [guide] = await ctx.db
    .select({ title: productGuides.title, product: products.displayName })
    .from(productGuides)
    .innerJoin(products, eq(products.id, productGuides.productId))
    .where(
      and(eq(products.slug, input.product), eq(productGuides.slug, input.guide), visibleProducts(ctx.db, anonymous)),
    );
  if (!guide) throw notFound();
  const settings = await readSettings(ctx.db);
  return cardOf(ctx, settings, { title: guide.title, otherwise: input.guide, about: `A guide to ${guide.product}` });
}

async function cardOf(
  ctx: Asked,
  settings: Settings,
  words: { title: string; otherwise: string; about: string },
): Promise<SocialCard> {
  const { portalName, accent, logoImageId } = settings;
  const host = hostOf(ctx);
  return {
    portalName: drawable(portalName, NAME_MAX) || host,
    title: drawable(words.title, TITLE_MAX) || words.otherwise.slice(0, TITLE_MAX),
    about: drawable(words.about, ABOUT_MAX) ?? '',
    accent,
    logo: logoImageId === null ? null : await readLogo(ctx, logoImageId),
    host,
  };
}

function hostOf({ portalUrl }: Asked): string {
  return new URL(portalUrl).host;
}

/** Only of the kinds that the drawing library can unpack; without one the card has the portal's sign. */
async function readLogo({ db }: Asked, imageId: string): Promise<SocialCard['logo']> {
  const [logo] = await db
    .select({ contentType: images.contentType, data: images.data, width: images.width, height: images.height })
    .from(images)
    .where(
      and(eq(images.id, imageId), isNull(images.productId), inArray(images.contentType, ['image/png', 'image/jpeg'])),
    );
  if (!logo || logo.data.length > LOGO_MAX) return null;
  const { contentType, data, width, height } = logo;
  return { href: `data:${contentType};base64,${data.toString('base64')}`, width, height };
}
