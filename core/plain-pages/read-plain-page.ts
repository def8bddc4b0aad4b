import { getOperation } from '../api-docs/get-operation';
import { getSchema } from '../api-docs/get-schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { catalogPage, catalogsPage } from './catalog-pages';
import { guidePage } from './guide-page';
import { link, nested, paragraphs, plain } from './markdown-text';
import { operationPage } from './operation-page';
import { ownPage } from './own-page';
import { productPage } from './product-page';
import { referencePage } from './reference-page';
import { schemaLines } from './schema-lines';

/**
 * A page of the live portal as Markdown, for programs that read. `path` is the page's own, in its parts and decoded.
 * Throws `not_found` where the page would: what is read here is what the actor may see there.
 */
export async function readPlainPage(
  ctx: Context,
  input: { path: readonly string[]; schema?: string | undefined },
): Promise<string> {
  const [kind, slug = '', section, name = '', part, ...more] = input.path;
  if (more.length > 0) throw notFound();
  if (kind === 'catalogs' && section === undefined) return slug === '' ? catalogsPage(ctx) : catalogPage(ctx, { slug });
  if (kind === 'pages' && slug !== '' && section === undefined) return ownPage(ctx, { slug });
  if (kind !== 'products' || slug === '') throw notFound();
  if (section === undefined) return productPage(ctx, { slug });
  if (section === 'guides' && part === undefined) return guidePage(ctx, { product: slug, guide: name });
  if (section !== 'docs') throw notFound();
  const place = { product: slug, api: name };
  const reference = `/products/${slug}/docs/${name}`;
  if (part !== undefined) return operationPage(await getOperation(ctx, { ...place, operation: part }), reference);
  return input.schema === undefined ? referencePage(ctx, place) : schemaPage(ctx, { ...place, name: input.schema });
}

async function schemaPage(ctx: Context, input: { product: string; api: string; name: string }): Promise<string> {
  const { schema, ...page } = await getSchema(ctx, input);
  const reference = `/products/${input.product}/docs/${input.api}`;
  return paragraphs([
    `# ${plain(page.name)}`,
    `A schema of ${link(page.title, `${reference}.md`)}.`,
    nested(schema.about ?? '', 1),
    plain(schema.type === page.name ? 'object' : schema.type),
    schemaLines(schema, reference).join('\n'),
  ]);
}
