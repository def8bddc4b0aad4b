import { and, desc, eq } from 'drizzle-orm';
import { productChanges, products } from '@/db/schema';
import type { Context } from '../context';
import { getProduct, type ProductView } from '../products/get-product';
import { visibleProducts } from '../visibility';
import { code, link, nested, paragraphs, plain } from './markdown-text';

const CHANGES_MAX = 20;

/** A product's page as Markdown. Throws `not_found` for what the actor may not see. */
export async function productPage(ctx: Context, input: { slug: string }): Promise<string> {
  const product = await getProduct(ctx, input);
  const isIt = and(eq(products.slug, product.slug), visibleProducts(ctx.db, ctx.actor));
  const [text] = await ctx.db.select({ description: products.description }).from(products).where(isIt);
  const changes = await ctx.db
    .select({ title: productChanges.title, body: productChanges.body, publishedOn: productChanges.publishedOn })
    .from(productChanges)
    .innerJoin(products, eq(products.id, productChanges.productId))
    .where(isIt)
    .orderBy(desc(productChanges.publishedOn), desc(productChanges.id))
    .limit(CHANGES_MAX);
  const { slug, name, summary, state, sunsetOn } = product;
  return paragraphs([
    `# ${plain(name)}`,
    plain(summary),
    state === 'deprecated' && `This product is deprecated${sunsetOn ? ` and ends on ${sunsetOn}` : ''}.`,
    nested(text?.description ?? '', 1),
    '## APIs',
    apiLines(product).join('\n'),
    product.guides.length > 0 && '## Guides',
    product.guides
      .map((guide) => `- ${link(guide.title, `/products/${slug}/guides/${encodeURIComponent(guide.slug)}.md`)}`)
      .join('\n'),
    product.offers.length > 0 && '## Plans',
    planLines(product).join('\n'),
    changes.length > 0 && '## Changes',
    ...changes.flatMap((change) => [`### ${change.publishedOn} ${plain(change.title)}`, nested(change.body, 3)]),
  ]);
}

function apiLines({ apis, slug }: ProductView): string[] {
  return apis.map(({ name, baseUrl, documentation, slug: api }) => {
    const title = documentation === 'live' ? link(name, `/products/${slug}/docs/${api}.md`) : plain(name);
    return `- ${title}${baseUrl === null ? '' : ` at ${code(baseUrl)}`}`;
  });
}

function planLines({ offers }: ProductView): string[] {
  return offers.flatMap(({ catalogName, plans }) =>
    plans.map(({ name, rateRequests, ratePerSeconds, quotaRequests, quotaPeriodSeconds, autoApprove }) => {
      const limits = [
        rateRequests !== null && `${rateRequests} requests in ${ratePerSeconds} seconds`,
        quotaRequests !== null && `${quotaRequests} requests in ${quotaPeriodSeconds} seconds altogether`,
        autoApprove ? 'approved at once' : 'approved on request',
      ];
      return `- ${plain(name)} in ${plain(catalogName)}: ${limits.filter(Boolean).join(', ')}`;
    }),
  );
}
