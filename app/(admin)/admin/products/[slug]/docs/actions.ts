'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { deleteDocument } from '@/core/api-docs/delete-document';
import { fetchDocument } from '@/core/api-docs/fetch-document';
import { restoreDocument } from '@/core/api-docs/restore-document';
import { formAction } from '@/server/form-action';
import { wiring } from '@/server/wiring';

const id = z.string().max(100);

/** Fetches a document from an address; the same bytes make no new version. */
export const fetchDocumentAction = formAction(
  z.object({ productApiId: id, url: z.string().max(3_000) }),
  async (ctx, input) => {
    const { isNew } = await fetchDocument(ctx, wiring().outbound, input);
    revalidatePath('/admin/products', 'layout');
    return isNew ? 'Fetched. It is being read now.' : 'Nothing has changed there: this document is the newest already.';
  },
);

/** Makes an older version live again, under a new number. */
export const restoreDocumentAction = formAction(z.object({ documentId: id }), async (ctx, input) => {
  const { restored } = await restoreDocument(ctx, input);
  revalidatePath('/admin/products', 'layout');
  return `Version ${restored} is being made live again.`;
});

/** Deletes one version; the live one is refused. */
export const deleteDocumentAction = formAction(z.object({ documentId: id }), async (ctx, input) => {
  const { version } = await deleteDocument(ctx, input);
  revalidatePath('/admin/products', 'layout');
  return `Version ${version} is deleted.`;
});
