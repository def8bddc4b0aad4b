import { eq } from 'drizzle-orm';
import { apiDocuments } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { findReference } from './find-reference';

/** The text of a document as it was given, and what it is written in. */
export type DocumentSource = { source: string; format: 'json' | 'yaml'; version: number };

/** An API's live document as it was given. Throws `not_found` for what is not there and what the actor may not see. */
export async function getDocumentSource(
  ctx: Context,
  input: { product: string; api: string },
): Promise<DocumentSource> {
  const { document } = await findReference(ctx, input);
  if (!document) throw notFound();
  const [row] = await ctx.db
    .select({ source: apiDocuments.source })
    .from(apiDocuments)
    .where(eq(apiDocuments.id, document.id));
  if (!row) throw notFound();
  const { source } = row;
  return { source, format: /^\uFEFF?\s*[{[]/.test(source) ? 'json' : 'yaml', version: document.version };
}
