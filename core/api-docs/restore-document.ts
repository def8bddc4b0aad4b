import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apiDocuments } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { storeDocument } from './store-document';

/**
 * Makes an older version live again: as a new version with the same source, so that history only grows and whatever was
 * wanted last wins, also while another version is being read. Throws `not_found`, `forbidden`, and `conflict` for one
 * that was never live or is.
 */
export async function restoreDocument(
  ctx: Context,
  input: { documentId: string },
): Promise<{ documentId: string; restored: number }> {
  authorize(ctx.actor, 'offer.change');
  if (!isId(input.documentId)) throw notFound();
  return mutate(ctx, async (unit) => {
    const [old] = await unit.tx
      .select({
        productApiId: apiDocuments.productApiId,
        version: apiDocuments.version,
        state: apiDocuments.state,
        source: apiDocuments.source,
        sourceSha256: apiDocuments.sourceSha256,
        sourceUrl: apiDocuments.sourceUrl,
      })
      .from(apiDocuments)
      .where(and(eq(apiDocuments.id, input.documentId)));
    if (!old) throw notFound();
    if (old.state !== 'superseded')
      throw conflict(`Version ${old.version} is none that can be made live again. Choose one that was live before.`);
    const { state: _, version, ...wish } = old;
    const { documentId } = await storeDocument(unit, { ...wish, restoredFrom: version });
    return { documentId, restored: version };
  });
}
