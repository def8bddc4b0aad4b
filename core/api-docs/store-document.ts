import { and, desc, eq, inArray, notInArray } from 'drizzle-orm';
import { isId, newId } from '@/db/ids';
import { apiDocuments, productApis } from '@/db/schema';
import { notFound } from '../errors';
import type { Unit } from '../mutate';

/** So many versions of an API's document are kept, the live one among them; older ones go with the next upload. */
export const VERSIONS_KEPT = 10;

type Wish = {
  productApiId: string;
  source: string;
  sourceSha256: string;
  /** Where it was fetched from; null when somebody uploaded it. */
  sourceUrl: string | null;
  /** The version that it is again. */
  restoredFrom?: number;
};

/**
 * Keeps a document as the API's newest version and orders the job that reads it. The document that is live already, or
 * that is being read, is not kept twice. Old versions beyond `VERSIONS_KEPT` go. Throws `not_found` for no such API.
 */
export async function storeDocument(unit: Unit, wish: Wish): Promise<{ documentId: string; isNew: boolean }> {
  const { productApiId, source, sourceSha256, sourceUrl, restoredFrom } = wish;
  await lockApi(unit, productApiId);
  const [newest] = await unit.tx
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
  const isSame = newest?.sourceSha256 === sourceSha256 && ['live', 'processing'].includes(newest.state);
  if (isSame) {
    await unit.audit('document.uploaded', { kind: 'document', id: newest.id }, { version: newest.version, same: true });
    return { documentId: newest.id, isNew: false };
  }
  const version = (newest?.version ?? 0) + 1;
  const id = newId();
  await unit.tx.insert(apiDocuments).values({ id, productApiId, version, source, sourceSha256, sourceUrl });
  const forgotten = await forgetOld(unit, productApiId);
  await unit.audit(
    'document.uploaded',
    { kind: 'document', id },
    {
      version,
      bytes: Buffer.byteLength(source),
      ...(sourceUrl !== null && { from: sourceUrl }),
      ...(restoredFrom !== undefined && { restoredFrom }),
      ...(forgotten.length > 0 && { forgotten }),
    },
  );
  await unit.enqueue({ kind: 'document.import', documentId: id });
  return { documentId: id, isNew: true };
}

/** Whatever changes an API's documents takes turns. Throws `not_found`. */
export async function lockApi(unit: Unit, productApiId: string): Promise<void> {
  if (!isId(productApiId)) throw notFound();
  const [api] = await unit.tx
    .select({ id: productApis.id })
    .from(productApis)
    .where(eq(productApis.id, productApiId))
    .for('update');
  if (!api) throw notFound();
}

async function forgetOld(unit: Unit, productApiId: string): Promise<number[]> {
  const kept = unit.tx
    .select({ id: apiDocuments.id })
    .from(apiDocuments)
    .where(eq(apiDocuments.productApiId, productApiId))
    .orderBy(desc(apiDocuments.version))
    .limit(VERSIONS_KEPT);
  const gone = await unit.tx
    .delete(apiDocuments)
    .where(
      and(
        eq(apiDocuments.productApiId, productApiId),
        inArray(apiDocuments.state, ['superseded', 'failed']),
        notInArray(apiDocuments.id, kept),
      ),
    )
    .returning({ version: apiDocuments.version });
  return gone.map(({ version }) => version).sort((one, other) => one - other);
}
