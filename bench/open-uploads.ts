import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { uploadDocument } from '@/core/api-docs/upload-document';
import { systemActor } from '@/core/identity/actor';
import { databaseOn, openPool } from '@/db/client';
import { apiDocuments, productApis, products } from '@/db/schema';
import { contextOf } from './people';

/** Uploads new versions of the large document of the demo, as an admin would, and says when each is live. */
export async function openUploads(databaseUrl: string) {
  const pool = openPool(databaseUrl, { max: 2, onError: () => {} });
  const db = databaseOn(pool);
  const [api] = await db
    .select({ id: productApis.id })
    .from(productApis)
    .innerJoin(products, eq(products.id, productApis.productId))
    .where(eq(products.slug, 'code-hosting'));
  if (!api) throw new Error('the demo has no product code-hosting');
  const ctx = contextOf(db, randomBytes(32).toString('hex'), systemActor('bench'));
  return {
    async start(source: string): Promise<() => Promise<boolean>> {
      const { documentId } = await uploadDocument(ctx, { productApiId: api.id, source });
      return async () => {
        const [row] = await db
          .select({ id: apiDocuments.id })
          .from(apiDocuments)
          .where(and(eq(apiDocuments.id, documentId), eq(apiDocuments.state, 'live')));
        return row !== undefined;
      };
    },
    close: () => pool.end(),
  };
}
