import { setDraftLogo } from '@/core/branding/set-draft-logo';
import { DomainError, notFound } from '@/core/errors';
import { IMAGE_BYTES_MAX } from '@/core/images/image-facts';
import { uploadImage } from '@/core/images/upload-image';
import { authorize, can } from '@/core/policy';
import { getContext } from '@/server/context';
import { readUpload } from '@/server/read-upload';
import { refuseForeignOrigin } from '@/server/refuse-foreign-origin';

const STATUS: Partial<Record<DomainError['code'], number>> = { invalid: 422, forbidden: 403, conflict: 409 };

/**
 * Takes a logo into the draft. A route and not a server action, because those take no file of this size. Asks whether
 * the sender may before it reads what was sent. Without JavaScript it leads back to the page.
 */
export async function POST(request: Request): Promise<Response> {
  const wantsJson = request.headers.get('accept')?.includes('application/json') ?? false;
  try {
    refuseForeignOrigin(request.headers);
    const ctx = await getContext();
    if (!can(ctx.actor, 'settings.read')) throw notFound();
    authorize(ctx.actor, 'settings.change');
    const version = Number(new URL(request.url).searchParams.get('version'));
    const { bytes, name } = await readUpload(request, IMAGE_BYTES_MAX);
    const { imageId } = await uploadImage(ctx, { productId: null, name, bytes });
    await setDraftLogo(ctx, { imageId, version });
    if (wantsJson) return Response.json({}, { status: 201 });
    // Relative, so that the browser stays at the address that it knows.
    return new Response(null, { status: 303, headers: { location: '/admin/settings/branding' } });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = STATUS[error.code] ?? 404;
    if (wantsJson) return Response.json({ message: error.message }, { status });
    return new Response(`${error.message} Go back to the page before and try again.`, { status });
  }
}
