import { DomainError } from '@/core/errors';
import { IMAGE_BYTES_MAX } from '@/core/images/image-facts';
import { changeProductLogo } from '@/core/products/change-logo';
import { getProductForAdmin } from '@/core/products/get-product-for-admin';
import { getContext } from '@/server/context';
import { readUpload } from '@/server/read-upload';
import { refuseForeignOrigin } from '@/server/refuse-foreign-origin';

const STATUS: Partial<Record<DomainError['code'], number>> = { invalid: 422, forbidden: 403, conflict: 409 };

/**
 * Takes a logo. A route and not a server action, because those take no file of this size. Asks whether the sender may
 * before it reads what was sent. Without JavaScript it leads back to the editor.
 */
export async function POST(
  request: Request,
  { params }: RouteContext<'/admin/products/[slug]/logo'>,
): Promise<Response> {
  const { slug } = await params;
  const wantsJson = request.headers.get('accept')?.includes('application/json') ?? false;
  try {
    refuseForeignOrigin(request.headers);
    const ctx = await getContext();
    const product = await getProductForAdmin(ctx, { slug });
    const { bytes, name } = await readUpload(request, IMAGE_BYTES_MAX);
    await changeProductLogo(ctx, { productId: product.id, file: { name, bytes } });
    if (wantsJson) return Response.json({}, { status: 201 });
    // Relative, so that the browser stays at the address that it knows.
    return new Response(null, { status: 303, headers: { location: `/admin/products/${product.slug}` } });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = STATUS[error.code] ?? 404;
    if (wantsJson) return Response.json({ message: error.message }, { status });
    return new Response(`${error.message} Go back to the page before and try again.`, { status });
  }
}
