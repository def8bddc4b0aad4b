import { asc, eq, sql } from 'drizzle-orm';
import { apiSchemas } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { findReference, type ReferencePlace } from './find-reference';
import type { DocumentOverview } from './parsed-document';

const ABOUT_MAX = 200;

/** The named schemas of a document. */
export type SchemaList = {
  place: ReferencePlace;
  title: string;
  tags: DocumentOverview['tags'];
  /** By name; `type` in words, `about` is the beginning of its Markdown. */
  schemas: { name: string; type: string; about: string }[];
};

/** Every named schema of an API's document. Throws `not_found` for what the actor may not see. */
export async function listSchemas(ctx: Context, input: { product: string; api: string }): Promise<SchemaList> {
  const { place, document } = await findReference(ctx, input);
  if (!document) throw notFound();
  const schemas = await ctx.db
    .select({
      name: apiSchemas.name,
      type: sql<string>`coalesce(${apiSchemas.content} ->> 'type', '')`,
      about: sql<string>`left(coalesce(${apiSchemas.content} ->> 'about', ''), ${ABOUT_MAX})`,
    })
    .from(apiSchemas)
    .where(eq(apiSchemas.documentId, document.id))
    .orderBy(asc(sql`lower(${apiSchemas.name})`), asc(apiSchemas.name));
  return { place, title: document.overview.title, tags: document.overview.tags, schemas };
}
