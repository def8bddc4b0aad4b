import { and, asc, eq, inArray } from 'drizzle-orm';
import { apiDocuments, productApis, productGuides, products } from '@/db/schema';
import { listCatalogs } from '../catalogs/list-catalogs';
import type { Context } from '../context';
import { readSettings } from '../settings/read';
import { visibleProducts } from '../visibility';
import { link, paragraphs, plain } from './markdown-text';

/** More than anybody offers; a list of files is not a catalog to page through. */
const PRODUCTS_MAX = 2_000;

/** `/llms.txt`: everything of the offer that the actor may see, with links to it as Markdown. */
export async function listForAgents(ctx: Context): Promise<string> {
  const { portalName } = await readSettings(ctx.db);
  const isSeen = and(inArray(products.state, ['published', 'deprecated']), visibleProducts(ctx.db, ctx.actor));
  const offered = await ctx.db
    .select({ id: products.id, slug: products.slug, name: products.displayName, summary: products.summary })
    .from(products)
    .where(isSeen)
    .orderBy(asc(products.displayName))
    .limit(PRODUCTS_MAX);
  const references = await ctx.db
    .select({
      product: products.slug,
      api: productApis.slug,
      name: productApis.name,
      productName: products.displayName,
    })
    .from(productApis)
    .innerJoin(products, eq(products.id, productApis.productId))
    .innerJoin(apiDocuments, and(eq(apiDocuments.productApiId, productApis.id), eq(apiDocuments.state, 'live')))
    .where(isSeen)
    .orderBy(asc(products.displayName), asc(productApis.position), asc(productApis.name))
    .limit(PRODUCTS_MAX);
  const guides = await ctx.db
    .select({
      product: products.slug,
      slug: productGuides.slug,
      title: productGuides.title,
      productName: products.displayName,
    })
    .from(productGuides)
    .innerJoin(products, eq(products.id, productGuides.productId))
    .where(isSeen)
    .orderBy(asc(products.displayName), asc(productGuides.position))
    .limit(PRODUCTS_MAX);
  const catalogs = await listCatalogs(ctx);
  return paragraphs([
    `# ${plain(portalName)}`,
    '> A developer portal: APIs to read about, to ask access for, and to call. Every page is there as Markdown, too: put `.md` behind its address.',
    ...section(
      'Catalogs',
      catalogs.map(({ slug, name, description }) => [name, `/catalogs/${slug}.md`, description]),
    ),
    ...section(
      'Products',
      offered.map(({ slug, name, summary }) => [name, `/products/${slug}.md`, summary]),
    ),
    ...section(
      'API references',
      references.map(({ product, api, name, productName }) => [
        name,
        `/products/${product}/docs/${api}.md`,
        productName,
      ]),
    ),
    ...section(
      'Guides',
      guides.map(({ product, slug, title, productName }) => [
        title,
        `/products/${product}/guides/${slug}.md`,
        productName,
      ]),
    ),
  ]);
}

function section(title: string, lines: readonly [label: string, href: string, about: string][]): string[] {
  if (lines.length === 0) return [];
  const written = lines.map(([label, href, about]) => `- ${link(label, href)}${about && `: ${plain(about)}`}`);
  return [`## ${title}`, written.join('\n')];
}
