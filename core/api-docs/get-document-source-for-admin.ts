import { eq } from 'drizzle-orm';
import { apiDocuments } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { getDocument } from './get-document';

/** The source of any version, live or not, as it was given. Throws `not_found`, also for all but portal admins. */
export async function getDocumentSourceForAdmin(
  ctx: Context,
  input: { slug: string; documentId: string },
): Promise<{ apiSlug: string; version: number; source: string }> {
  const { api, version } = await getDocument(ctx, input);
  const [row] = await ctx.db
    .select({ source: apiDocuments.source })
    .from(apiDocuments)
    .where(eq(apiDocuments.id, input.documentId));
  if (!row) throw notFound();
  return { apiSlug: api.slug, version, source: row.source };
}
