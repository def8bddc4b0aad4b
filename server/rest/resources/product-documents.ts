import { z } from '@hono/zod-openapi';
import { deleteDocument } from '@/core/api-docs/delete-document';
import { fetchDocument } from '@/core/api-docs/fetch-document';
import { getDocument } from '@/core/api-docs/get-document';
import { listDocuments } from '@/core/api-docs/list-documents';
import { restoreDocument } from '@/core/api-docs/restore-document';
import { uploadDocument } from '@/core/api-docs/upload-document';
import type { Context } from '@/core/context';
import { notFound } from '@/core/errors';
import { slugOfProduct } from '@/core/products/slug-of-product';
import { id, idFilter, instant, iso, named } from '../fields';
import { asNamed } from '../naming';
import { nothing, type Operation, operation } from '../operation';
import { list, pageOf } from '../pages';
import { productNow } from './product';

const facts = {
  id,
  api: named.extend({ slug: z.string() }),
  version: z.number().int().openapi({ description: 'Of the document: each upload is the next one.' }),
  state: z
    .enum(['processing', 'live', 'superseded', 'failed'])
    .openapi({ description: '`processing`: being read. The one that is live stays so until a newer one is good.' }),
  bytes: z.number().int(),
  openapi: z.string().nullable().openapi({ description: '`2.0`, `3.0` or `3.1`; null while it is unknown.' }),
  title: z.string().nullable(),
  problems: z.number().int(),
  sourceUrl: z.string().nullable(),
  createdAt: instant,
  liveAt: instant.nullable(),
  by: z.string().nullable().openapi({ description: 'Who brought it.' }),
};
const line = z.object(facts).openapi('DocumentLine');

const report = z
  .array(z.object({ line: z.number().int().nullable(), pointer: z.string(), message: z.string() }))
  .openapi({ description: 'What is wrong with it, by line where the line is known.' });
const document = z.object({ ...facts, report }).openapi('Document');
type Document = z.output<typeof document>;

/** One version of a product's documents, as it is now. Throws `not_found`. */
async function now(ctx: Context, productId: string, documentId: string): Promise<Document> {
  const { slug, apis } = await productNow(ctx, productId);
  const found = await getDocument(ctx, { slug, documentId });
  const api = apis.find((one) => one.slug === found.api.slug);
  if (!api) throw notFound();
  return document.parse({
    ...found,
    api,
    report: found.report.map((problem) => ({ ...problem, line: problem.line ?? null })),
    createdAt: iso(found.createdAt),
    liveAt: iso(found.liveAt),
  });
}

/** Throws `not_found` for an API that is not this product's. */
async function requireApi(ctx: Context, productId: string, apiId: string): Promise<void> {
  const { apis } = await productNow(ctx, productId);
  if (!apis.some((api) => api.id === apiId)) throw notFound();
}

const about = { tag: 'Documents', scope: 'products:write', answer: document } as const;
/** Each may be 32 MB, and costs seconds of work. */
const DOCUMENT_LIMIT = { name: 'documents', attempts: 60, seconds: 60 } as const;
const LATER = 'A job reads it: follow the document until it is `live` or `failed`. ';

/** The OpenAPI documents of a product's APIs, in versions. */
export const productDocuments: readonly Operation[] = [
  list({
    path: '/products/{id}/documents',
    tag: 'Documents',
    operationId: 'listDocuments',
    summary: 'List the documents of a product',
    about: 'API by API, of each the newest first.',
    scope: 'products:read',
    filters: { apiId: idFilter },
    item: line,
    read: async (ctx, { apiId }, page, { id: productId = '' }) => {
      const { apis } = await listDocuments(ctx, { slug: await slugOfProduct(ctx, { productId }) });
      const asked = apis.filter((api) => apiId === undefined || api.id === apiId);
      return pageOf(
        asked.flatMap(({ documents, ...api }) => documents.map((one) => ({ ...one, api }))),
        page,
      );
    },
    toItem: (row) => ({ ...row, createdAt: iso(row.createdAt), liveAt: iso(row.liveAt) }),
  }),
  operation({
    method: 'get',
    path: '/products/{id}/documents/{documentId}',
    tag: 'Documents',
    operationId: 'getDocument',
    summary: 'Read what became of a document',
    about: 'With everything that is wrong with it.',
    scope: 'products:read',
    answer: document,
    run: (ctx, { params: { id: productId = '', documentId = '' } }) => now(ctx, productId, documentId),
  }),
  operation({
    ...about,
    method: 'put',
    path: '/products/{id}/apis/{apiId}/document',
    operationId: 'uploadDocument',
    summary: 'Upload the document of an API',
    about: `The body is the OpenAPI document itself, up to 32 MB. ${LATER}The same document again changes nothing.`,
    body: z.strictObject({ source: z.string() }),
    takesDocument: true,
    limit: DOCUMENT_LIMIT,
    status: 202,
    run: (ctx, { params: { id: productId = '', apiId = '' }, body: { source } }) =>
      asNamed(
        async () => {
          await requireApi(ctx, productId, apiId);
          const { documentId } = await uploadDocument(ctx, { productApiId: apiId, source });
          return now(ctx, productId, documentId);
        },
        (field) => (field === 'source' ? [] : undefined),
      ),
  }),
  operation({
    ...about,
    method: 'post',
    path: '/products/{id}/documents',
    operationId: 'fetchDocument',
    summary: 'Fetch the document of an API',
    about: `From an address. ${LATER}The same document again changes nothing.`,
    body: z.strictObject({ apiId: z.uuid('This is no id.'), url: z.string().max(2000) }),
    waitsForNetwork: true,
    limit: DOCUMENT_LIMIT,
    status: 202,
    run: async (ctx, { params: { id: productId = '' }, body: { apiId, url } }, { outbound }) => {
      await requireApi(ctx, productId, apiId);
      const { documentId } = await fetchDocument(ctx, outbound, { productApiId: apiId, url });
      return now(ctx, productId, documentId);
    },
  }),
  operation({
    ...about,
    method: 'post',
    path: '/products/{id}/documents/{documentId}/restore',
    operationId: 'restoreDocument',
    summary: 'Make an older document live again',
    about: `As a new version with the same source. ${LATER}`.trim(),
    body: z.strictObject({}),
    status: 202,
    run: async (ctx, { params: { id: productId = '', documentId = '' } }) => {
      await now(ctx, productId, documentId);
      const restored = await restoreDocument(ctx, { documentId });
      return now(ctx, productId, restored.documentId);
    },
  }),
  operation({
    ...about,
    method: 'delete',
    path: '/products/{id}/documents/{documentId}',
    operationId: 'deleteDocument',
    summary: 'Delete a document',
    about: 'A version that is not live, its source with it. 409 for the live one.',
    status: 204,
    answer: nothing,
    run: async (ctx, { params: { id: productId = '', documentId = '' } }) => {
      await now(ctx, productId, documentId);
      await deleteDocument(ctx, { documentId });
      return null;
    },
  }),
];
