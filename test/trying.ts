import { eq } from 'drizzle-orm';
import { importDocument } from '@/core/api-docs/import-document';
import { parseDocument } from '@/core/api-docs/parse-document';
import { uploadDocument } from '@/core/api-docs/upload-document';
import { systemActor } from '@/core/identity/actor';
import type { TrialInput } from '@/core/try-it/send-trial';
import type { Database } from '@/db/client';
import { productApis } from '@/db/schema';
import { contextFor } from './harness';

const string = { type: 'string' };

/** Payments as a document; `servers` says where it claims to be. */
export const paymentsDocument = (servers: string[] = []) =>
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Payments API', version: '1' },
    servers: servers.map((url) => ({ url })),
    paths: {
      '/health': { get: { operationId: 'health' } },
      '/payments/{id}': {
        get: {
          operationId: 'readPayment',
          parameters: [
            { name: 'id', in: 'path', required: true, schema: string },
            { name: 'expand', in: 'query', schema: { type: 'string', enum: ['lines', 'payer'] } },
            { name: 'X-Trace', in: 'header', required: true, schema: string, example: 'abc' },
            { name: 'Authorization', in: 'header', required: true, schema: string },
          ],
        },
      },
      '/payments': {
        post: {
          operationId: 'pay',
          requestBody: { required: true, content: { 'application/json': { example: { amount: 1 } } } },
        },
      },
    },
  });

/** Gives the one API of a product this document, live. */
export async function documentProduct(db: Database, productId: string, source = paymentsDocument()): Promise<void> {
  const ctx = contextFor(db, systemActor('documents'));
  const [api] = await db.select().from(productApis).where(eq(productApis.productId, productId));
  const { documentId } = await uploadDocument(ctx, { productApiId: api?.id ?? '', source });
  await importDocument(ctx, async (text) => parseDocument(text), { documentId });
}

/** A call of Payments' `health` with nothing filled in and no key, unless told. */
export function trialOf(overrides: Partial<TrialInput> = {}): TrialInput {
  return {
    product: 'payments',
    api: 'payments',
    operation: 'health',
    values: { path: [], query: [], headers: [], cookies: [], body: null },
    key: { kind: 'none' },
    ...overrides,
  };
}
