import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import { apiDocuments, pages, productApis, productGuides, products } from '@/db/schema';
import { listCatalogs } from '../catalogs/list-catalogs';
import type { Context } from '../context';
import { readSettings } from '../settings/read';
import { visiblePages, visibleProducts } from '../visibility';
import { link, paragraphs, plain } from './markdown-text';

/** More than anybody offers; a list of files is not a catalog to page through. */
const LINES_MAX = 2_000;

type Line = [label: string, href: string, about: string];

/** `/llms.txt`: everything of the offer, and the provider's own pages, that the actor may see, with links to Markdown. */
export async function listForAgents(ctx: Context): Promise<string> {
  const { portalName } = await readSettings(ctx.db);
  const isSeen = and(inArray(products.state, ['published', 'deprecated']), visibleProducts(ctx.db, ctx.actor));
  const catalogs = await listCatalogs(ctx);
  return paragraphs([
    `# ${plain(portalName)}`,
    '> A developer portal: APIs to read about, to ask access for, and to call. Every page is there as Markdown, too: put `.md` behind its address.',
    ...section(
      'Catalogs',
      catalogs.map(({ slug, name, description }) => [name, `/catalogs/${slug}.md`, description]),
    ),
    ...section('Products', await productLines(ctx, isSeen)),
    ...section('API references', await referenceLines(ctx, isSeen)),
    ...section('Guides', await guideLines(ctx, isSeen)),
    ...section('Pages', await ownLines(ctx)),
  ]);
}

async function productLines(ctx: Context, isSeen: SQL | undefined): Promise<Line[]> {
  const rows = await ctx.db
    .select({ slug: products.slug, name: products.displayName, summary: products.summary })
    .from(products)
    .where(isSeen)
    .orderBy(asc(products.displayName))
    .limit(LINES_MAX);
  return rows.map(({ slug, name, summary }) => [name, `/products/${slug}.md`, summary]);
}

async function referenceLines(ctx: Context, isSeen: SQL | undefined): Promise<Line[]> {
  const rows = await ctx.db
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
    .limit(LINES_MAX);
  return rows.map(({ product, api, name, productName }) => [name, `/products/${product}/docs/${api}.md`, productName]);
}

async function guideLines(ctx: Context, isSeen: SQL | undefined): Promise<Line[]> {
  const rows = await ctx.db
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
    .limit(LINES_MAX);
  return rows.map(({ product, slug, title, productName }) => [
    title,
    `/products/${product}/guides/${slug}.md`,
    productName,
  ]);
}

async function ownLines(ctx: Context): Promise<Line[]> {
  const rows = await ctx.db
    .select({ slug: pages.slug, title: pages.title })
    .from(pages)
    .where(and(eq(pages.isPublished, true), visiblePages(ctx.actor)))
    .orderBy(asc(pages.position), asc(pages.slug))
    .limit(LINES_MAX);
  return rows.map(({ slug, title }) => [title, `/pages/${slug}.md`, '']);
}

function section(title: string, lines: readonly Line[]): string[] {
  if (lines.length === 0) return [];
  const written = lines.map(([label, href, about]) => `- ${link(label, href)}${about && `: ${plain(about)}`}`);
  return [`## ${title}`, written.join('\n')];
}
