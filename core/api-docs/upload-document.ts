import type { Context } from '../context';
import { invalid } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { DOCUMENT_BYTES_MAX } from './document-limits';
import { storeDocument } from './store-document';

/**
 * Takes a document for an API and orders a job that reads it; the one that is live stays so until the new one is good.
 * The document that is live already changes nothing. Answers the document's id. Throws `not_found`, `forbidden`, and
 * `invalid` for what is empty or too large.
 */
export async function uploadDocument(
  ctx: Context,
  input: { productApiId: string; source: string; sourceUrl?: string },
): Promise<{ documentId: string; isNew: boolean }> {
  authorize(ctx.actor, 'offer.change');
  const { productApiId, source, sourceUrl = null } = input;
  const bytes = Buffer.from(source);
  if (bytes.byteLength > DOCUMENT_BYTES_MAX) throw invalid('source', 'The document is larger than 32 MB.');
  if (!/\S/.test(source)) throw invalid('source', 'The document is empty.');
  if (source.includes('\0')) throw invalid('source', 'This is not a text: it has bytes that no JSON or YAML has.');
  // Away from the event loop: 32 MB take a tenth of a second.
  const sourceSha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
  return mutate(ctx, (unit) => storeDocument(unit, { productApiId, source, sourceSha256, sourceUrl }));
}
