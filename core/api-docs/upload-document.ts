import { createHash } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { isId, newId } from '@/db/ids';
import { apiDocuments, productApis } from '@/db/schema';
import type { Context } from '../context';
import { invalid, notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { DOCUMENT_BYTES_MAX } from './document-limits';

/**
 * Takes a document for an API and orders a job that reads it; the one that is live stays so until the new one is good.
 * The same document as the newest one changes nothing. Answers the document's id. Throws `not_found`, `forbidden`, and
 * `invalid` for what is empty or too large.
 */
export async function uploadDocument(
  ctx: Context,
  input: { productApiId: string; source: string },
): Promise<{ documentId: string }> {
  authorize(ctx.actor, 'offer.change');
  const { productApiId, source } = input;
  const bytes = Buffer.byteLength(source);
  if (source.trim() === '') throw invalid('source', 'The document is empty.');
  if (bytes > DOCUMENT_BYTES_MAX) throw invalid('source', 'The document is larger than 32 MB.');
  if (source.includes('\0')) throw invalid('source', 'This is not a text: it has bytes that no JSON or YAML has.');
  const sourceSha256 = createHash('sha256').update(source).digest('hex');

  if (!isId(productApiId)) throw notFound();
  const newest = await readNewest(ctx, productApiId);
  if (newest?.sourceSha256 === sourceSha256 && newest.state !== 'failed') return { documentId: newest.id };
  return mutate(ctx, async (unit) => {
    // Two uploads at once take versions one after the other.
    const [api] = await unit.tx
      .select({ id: productApis.id })
      .from(productApis)
      .where(eq(productApis.id, productApiId))
      .for('update');
    if (!api) throw notFound();
    const version = ((await readNewest({ ...ctx, db: unit.tx }, productApiId))?.version ?? 0) + 1;
    const id = newId();
    await unit.tx.insert(apiDocuments).values({ id, productApiId, version, source, sourceSha256 });
    await unit.audit('document.uploaded', { kind: 'document', id }, { version, bytes });
    await unit.enqueue({ kind: 'document.import', documentId: id });
    return { documentId: id };
  });
}

async function readNewest(ctx: Context, productApiId: string) {
  const [newest] = await ctx.db
    .select({
      id: apiDocuments.id,
      version: apiDocuments.version,
      state: apiDocuments.state,
      sourceSha256: apiDocuments.sourceSha256,
    })
    .from(apiDocuments)
    .where(eq(apiDocuments.productApiId, productApiId))
    .orderBy(desc(apiDocuments.version))
    .limit(1);
  return newest;
}
