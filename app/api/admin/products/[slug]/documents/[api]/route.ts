import { revalidatePath } from 'next/cache';
import type { NextRequest } from 'next/server';
import { DOCUMENT_BYTES_MAX } from '@/core/api-docs/document-limits';
import { uploadDocument } from '@/core/api-docs/upload-document';
import { DomainError, invalid, type RefusalCode } from '@/core/errors';
import { authorize } from '@/core/policy';
import { getContext } from '@/server/context';
import { readUpload } from '@/server/read-upload';
import { refuseForeignOrigin } from '@/server/refuse-foreign-origin';

type Place = { params: Promise<{ slug: string; api: string }> };

const STATUS: Record<RefusalCode, number> = {
  invalid: 422,
  unauthenticated: 401,
  proof_needed: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
};

/**
 * Takes a document of up to 32 MB, as the body itself (a page that shows how far it is) or from a plain form, which is
 * led back to its page. Not a server action: those read a form as a whole, and the proxy in front of pages keeps no more
 * than ten megabytes of a body.
 */
export async function POST(request: NextRequest, { params }: Place): Promise<Response> {
  const { slug, api } = await params;
  const isForm = (request.headers.get('content-type') ?? '').startsWith('multipart/form-data');
  try {
    refuseForeignOrigin(request.headers);
    const ctx = await getContext();
    // Before a byte is read: nobody else shall keep the portal busy with large files.
    authorize(ctx.actor, 'offer.change');
    const { bytes } = await readUpload(request, DOCUMENT_BYTES_MAX);
    const { isNew } = await uploadDocument(ctx, { productApiId: api, source: decode(bytes) });
    revalidatePath('/admin/products', 'layout');
    return isForm ? backTo(slug, isNew ? 'taken' : 'same') : Response.json({ isNew }, { status: 202 });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const message = Object.values(error.fieldErrors).flat()[0] ?? error.message;
    if (isForm && error.code === 'invalid') return backTo(slug, 'refused');
    return Response.json({ message }, { status: STATUS[error.code] });
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalid('file', 'This file is not a text in UTF-8.');
  }
}

function backTo(slug: string, upload: 'taken' | 'same' | 'refused'): Response {
  const location = `/admin/products/${encodeURIComponent(slug)}/docs?upload=${upload}`;
  return new Response(null, { status: 303, headers: { location } });
}
