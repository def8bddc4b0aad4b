import { and, asc, eq } from 'drizzle-orm';
import { apiOperations } from '@/db/schema';
import type { Context } from '../context';
import { searchWords } from '../keyset';
import { renderMarkdown } from '../markdown/render';
import type { SafeHtml } from '../safe-html';
import { findReference, type ReferencePlace } from './find-reference';
import { type OperationLine, operationLine, searchableOperation } from './operation-line';
import type { DocumentOverview } from './parsed-document';
import { cleanText } from './raw';

/** A document with more operations shows its tags first. */
const LISTED_AT_ONCE_MAX = 120;
/** More found ones help nobody: another word does. */
export const FOUND_MAX = 200;

/** The first page of a reference: what its document says of itself, and the operations that were looked for. */
export type ReferenceView = {
  place: ReferencePlace;
  /** Null while there is nothing to show. */
  document:
    | (Omit<DocumentOverview, 'about' | 'tags'> & { about: SafeHtml; openapi: string; operations: number })
    | null;
  tags: DocumentOverview['tags'];
  /** What was looked for, as it was understood. */
  filter: { q: string; tag: string | null };
  /** In the order of the reference; null where there are too many to list without a filter. */
  operations: OperationLine[] | null;
};

/** An API's reference: what its document says of itself, its tags, and the operations that were looked for. */
export async function getReference(
  ctx: Context,
  input: { product: string; api: string; q?: string | undefined; tag?: string | undefined },
): Promise<ReferenceView> {
  const { place, document } = await findReference(ctx, input);
  const q = cleanText(input.q ?? '').trim();
  if (!document) return { place, document: null, tags: [], filter: { q, tag: null }, operations: null };
  const { about, tags, ...overview } = document.overview;
  const tag = tags.find(({ name }) => name === input.tag)?.name ?? null;
  const operations = tags.reduce((sum, each) => sum + each.operations, 0);
  const isListed = q !== '' || tag !== null || operations <= LISTED_AT_ONCE_MAX;
  return {
    place,
    document: { ...overview, about: renderMarkdown(about), openapi: document.openapi, operations },
    tags,
    filter: { q, tag },
    operations: isListed ? await listOperations(ctx, document.id, q, tag) : null,
  };
}

async function listOperations(ctx: Context, documentId: string, q: string, tag: string | null) {
  const rows = await ctx.db
    .select(operationLine)
    .from(apiOperations)
    .where(
      and(
        eq(apiOperations.documentId, documentId),
        tag === null ? undefined : eq(apiOperations.tag, tag),
        ...searchWords(searchableOperation(), q),
      ),
    )
    .orderBy(asc(apiOperations.position))
    .limit(FOUND_MAX);
  return rows;
}
