import { DomainError } from '@/core/errors';
import { IMAGE_BYTES_MAX } from '@/core/images/image-facts';
import { uploadImage } from '@/core/images/upload-image';
import { getProductForAdmin } from '@/core/products/get-product-for-admin';
import { getContext } from '@/server/context';
import { readUpload } from '@/server/read-upload';
import { refuseForeignOrigin } from '@/server/refuse-foreign-origin';

const STATUS: Partial<Record<DomainError['code'], number>> = { invalid: 422, forbidden: 403, conflict: 409 };

/**
 * Takes a picture for the texts of a product. A route and not a server action, because those take no file of this size.
 * Without JavaScript it leads back to the guides.
 */
export async function POST(
  request: Request,
  { params }: RouteContext<'/admin/products/[slug]/pictures'>,
): Promise<Response> {
  const { slug } = await params;
  const wantsJson = request.headers.get('accept')?.includes('application/json') ?? false;
  try {
    refuseForeignOrigin(request.headers);
    const ctx = await getContext();
    const product = await getProductForAdmin(ctx, { slug });
    const { bytes, name } = await readUpload(request, IMAGE_BYTES_MAX);
    const { href } = await uploadImage(ctx, { productId: product.id, name, bytes });
    if (wantsJson) return Response.json({ href }, { status: 201 });
    return new Response(null, {
      status: 303,
      headers: { location: `/admin/products/${product.slug}/guides#pictures` },
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const status = STATUS[error.code] ?? 404;
    const message = Object.values(error.fieldErrors).flat()[0] ?? error.message;
    if (wantsJson) return Response.json({ message }, { status });
    return new Response(`${message} Go back to the page before and try again.`, { status });
  }
}
