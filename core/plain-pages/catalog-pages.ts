import { getCatalog } from '../catalogs/get-catalog';
import { listCatalogs } from '../catalogs/list-catalogs';
import type { Context } from '../context';
import { link, paragraphs, plain } from './markdown-text';

/** The catalogs that the actor may see, as Markdown. */
export async function catalogsPage(ctx: Context): Promise<string> {
  const catalogs = await listCatalogs(ctx);
  const lines = catalogs.map(
    ({ slug, name, description }) =>
      `- ${link(name, `/catalogs/${slug}.md`)}${description && `: ${plain(description)}`}`,
  );
  return paragraphs(['# Catalogs', lines.join('\n') || 'There is nothing to see here.']);
}

/** One catalog with its products. Throws `not_found` for what the actor may not see. */
export async function catalogPage(ctx: Context, input: { slug: string }): Promise<string> {
  const { name, description, products } = await getCatalog(ctx, input);
  const lines = products.map((product) => {
    return `- ${link(product.name, `/products/${product.slug}.md`)}${product.summary && `: ${plain(product.summary)}`}`;
  });
  return paragraphs([`# ${plain(name)}`, plain(description), lines.join('\n') || 'There is no product in it.']);
}
