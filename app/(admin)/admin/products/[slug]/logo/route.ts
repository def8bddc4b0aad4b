import { authorize } from '@/core/policy';
import { changeProductLogo } from '@/core/products/change-logo';
import { getProductForAdmin } from '@/core/products/get-product-for-admin';
import { takePicture } from '@/server/take-picture';

/** Takes a product's logo, and leads back to its editor. */
export async function POST(
  request: Request,
  { params }: RouteContext<'/admin/products/[slug]/logo'>,
): Promise<Response> {
  return takePicture(request, async (ctx) => {
    const { id, slug } = await getProductForAdmin(ctx, await params);
    authorize(ctx.actor, 'offer.change');
    const keep = async (file: { name: string; bytes: Uint8Array }) => {
      await changeProductLogo(ctx, { productId: id, file });
      return {};
    };
    return { keep, backTo: `/admin/products/${slug}` };
  });
}
