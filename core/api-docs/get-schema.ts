import { and, eq, sql } from 'drizzle-orm';
import { apiSchemas } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { findReference, type ReferencePlace } from './find-reference';
import type { SchemaView } from './operation-content';
import type { DocumentOverview } from './parsed-document';
import { cleanText } from './raw';

/** The page of one named schema. */
export type SchemaPage = {
  place: ReferencePlace;
  title: string;
  tags: DocumentOverview['tags'];
  name: string;
  schema: SchemaView;
};

/**
 * One named schema of an API's document. Throws `not_found` for what is not there and for what the actor may not see.
 */
export async function getSchema(
  ctx: Context,
  input: { product: string; api: string; name: string },
): Promise<SchemaPage> {
  const { place, document } = await findReference(ctx, input);
  if (!document) throw notFound();
  const name = cleanText(input.name);
  const [row] = await ctx.db
    // The import wrote it from this very type.
    .select({ schema: sql<SchemaView>`${apiSchemas.content}` })
    .from(apiSchemas)
    .where(and(eq(apiSchemas.documentId, document.id), eq(apiSchemas.name, name)));
  if (!row) throw notFound();
  return { place, title: document.overview.title, tags: document.overview.tags, name, schema: row.schema };
}
