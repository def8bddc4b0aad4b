import { asc, eq } from 'drizzle-orm';
import { apiOperations } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { findReference } from './find-reference';
import { operationLine } from './operation-line';

/** Everything that the search of a reference looks at, small enough for a browser. */
export type OperationIndex = {
  /** Changes exactly when another document is live. */
  version: string;
  /** Reads the lines; not asked for by who has this version already. */
  read(): Promise<IndexLine[]>;
};

/** Slug, method, path, summary, tag; 1 when it is deprecated. A list, because its names would double the size. */
export type IndexLine = readonly [
  slug: string,
  method: string,
  path: string,
  summary: string,
  tag: string,
  isDeprecated: 0 | 1,
];

/** The operations of an API's reference, in order. Throws `not_found` for what the actor may not see. */
export async function getOperationIndex(
  ctx: Context,
  input: { product: string; api: string },
): Promise<OperationIndex> {
  const { document } = await findReference(ctx, input);
  if (!document) throw notFound();
  return {
    version: document.id,
    async read() {
      const rows = await ctx.db
        .select(operationLine)
        .from(apiOperations)
        .where(eq(apiOperations.documentId, document.id))
        .orderBy(asc(apiOperations.position));
      return rows.map(
        ({ slug, method, path, summary, tag, isDeprecated }): IndexLine => [
          ...([slug, method, path, summary, tag] as const),
          isDeprecated ? 1 : 0,
        ],
      );
    },
  };
}
