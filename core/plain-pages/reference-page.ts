import { asc, eq } from 'drizzle-orm';
import { apiOperations, apiSchemas } from '@/db/schema';
import { findReference } from '../api-docs/find-reference';
import { operationLine } from '../api-docs/operation-line';
import type { Context } from '../context';
import { code, link, nested, paragraphs, plain } from './markdown-text';
import { schemaAddress } from './schema-lines';

/** An API's reference as Markdown: what its document says of itself, and every operation and schema by name. */
export async function referencePage(ctx: Context, input: { product: string; api: string }): Promise<string> {
  const { place, document } = await findReference(ctx, input);
  const reference = `/products/${input.product}/docs/${input.api}`;
  const head = [
    `# ${plain(place.apiName)} reference`,
    `An API of ${link(place.productName, `/products/${input.product}.md`)}.`,
  ];
  if (!document) return paragraphs([...head, 'There is no reference for this API yet.']);
  const { overview } = document;
  const operations = await ctx.db
    .select(operationLine)
    .from(apiOperations)
    .where(eq(apiOperations.documentId, document.id))
    .orderBy(asc(apiOperations.position));
  const schemas = await ctx.db
    .select({ name: apiSchemas.name })
    .from(apiSchemas)
    .where(eq(apiSchemas.documentId, document.id))
    .orderBy(asc(apiSchemas.name));
  const keys = overview.security.map(
    ({ kind, send }) => `- ${plain(kind)}${send ? `: ${code(`${send.name}: ${send.value}`)}` : ''}`,
  );
  return paragraphs([
    ...head,
    `${plain(overview.title)}, version ${plain(overview.version || 'not told')}. ${link('OpenAPI document', `${reference}/document`)}.`,
    place.baseUrl !== null && `Base URL: ${code(place.baseUrl)}`,
    place.needsKey ? 'Send your key in the header `Authorization`.' : keys.join('\n'),
    nested(overview.about, 1),
    ...overview.tags.flatMap((tag) => [
      `## ${plain(tag.name || 'Other')}`,
      nested(tag.about, 2),
      operations
        .filter((operation) => operation.tag === tag.name)
        .map(({ slug, method, path, summary }) => {
          const href = `${reference}/${encodeURIComponent(slug)}.md`;
          return `- ${link(summary, href)} ${code(`${method.toUpperCase()} ${path}`)}`;
        })
        .join('\n'),
    ]),
    schemas.length > 0 && '## Schemas',
    schemas.map(({ name }) => `- [${plain(name)}](${schemaAddress(reference, name)})`).join('\n'),
  ]);
}
