import { and, eq, ne } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { apiDocuments } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockApi } from './store-document';

/**
 * Deletes a version that is not live, its source with it; one that is still being read never goes live then. Throws
 * `not_found`, `forbidden`, and `conflict` for the live one, also when it became that a moment ago.
 */
export async function deleteDocument(ctx: Context, input: { documentId: string }): Promise<{ version: number }> {
  authorize(ctx.actor, 'offer.change');
  const { documentId } = input;
  if (!isId(documentId)) throw notFound();
  return mutate(ctx, async (unit) => {
    const [place] = await unit.tx
      .select({ productApiId: apiDocuments.productApiId })
      .from(apiDocuments)
      .where(eq(apiDocuments.id, documentId));
    if (!place) throw notFound();
    await lockApi(unit, place.productApiId);
    const [gone] = await unit.tx
      .delete(apiDocuments)
      .where(and(eq(apiDocuments.id, documentId), ne(apiDocuments.state, 'live')))
      .returning({ version: apiDocuments.version, state: apiDocuments.state });
    if (!gone) return refuse(unit.tx, documentId);
    const { version, state: was } = gone;
    await unit.audit('document.deleted', { kind: 'document', id: documentId }, { version, was });
    return { version };
  });
}

async function refuse(tx: Pick<Context['db'], 'select'>, documentId: string): Promise<never> {
  const [document] = await tx.select({ id: apiDocuments.id }).from(apiDocuments).where(eq(apiDocuments.id, documentId));
  if (!document) throw notFound();
  throw conflict('This version is live. Make another one live first.');
}
