import { and, asc, between, eq, sql } from 'drizzle-orm';
import { apiOperations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { findReference, type ReferencePlace } from './find-reference';
import type { OperationContent } from './operation-content';
import { type OperationLine, operationLine } from './operation-line';
import { operationSlug } from './operation-slug';
import type { DocumentOverview } from './parsed-document';

/** How many operations of its tag stand before and after it in the navigation. */
const NEAR = 15;
const SLUG = /^[A-Za-z0-9_.~-]{1,140}$/;

/** The page of one operation, with what stands around it in the reference. */
export type OperationView = OperationLine & {
  place: ReferencePlace;
  title: string;
  content: OperationContent;
  security: DocumentOverview['security'];
  tags: DocumentOverview['tags'];
  /** Whether the document has schemas with pages of their own. */
  hasSchemas: boolean;
  /** Its neighbours of the same tag, itself among them. */
  near: OperationLine[];
  previous: OperationLine | null;
  next: OperationLine | null;
};

/**
 * One operation, by its operationId or what became of it in the address. Reads three rows and its neighbours, however
 * large the document is. Throws `not_found` for what is not there and for what the actor may not see.
 */
export async function getOperation(
  ctx: Context,
  input: { product: string; api: string; operation: string },
): Promise<OperationView> {
  const { place, document } = await findReference(ctx, input);
  if (!document) throw notFound();
  const slug = SLUG.test(input.operation) ? input.operation : operationSlug(input.operation);
  const [operation] = await ctx.db
    .select({
      ...operationLine,
      position: apiOperations.position,
      // The import wrote it from this very type.
      content: sql<OperationContent>`${apiOperations.content}`,
    })
    .from(apiOperations)
    .where(and(eq(apiOperations.documentId, document.id), eq(apiOperations.slug, slug)));
  if (!operation) throw notFound();
  const { position, content, ...line } = operation;
  const around = await ctx.db
    .select({ ...operationLine, position: apiOperations.position })
    .from(apiOperations)
    .where(
      and(eq(apiOperations.documentId, document.id), between(apiOperations.position, position - NEAR, position + NEAR)),
    )
    .orderBy(asc(apiOperations.position));
  return {
    ...line,
    place,
    title: document.overview.title,
    content,
    security: document.overview.security,
    tags: document.overview.tags,
    hasSchemas: document.overview.schemas !== 0,
    near: around.filter(({ tag }) => tag === line.tag),
    previous: around.find((other) => other.position === position - 1) ?? null,
    next: around.find((other) => other.position === position + 1) ?? null,
  };
}
