import { uploadImage } from '@/core/images/upload-image';
import { authorize } from '@/core/policy';
import { getProductForAdmin } from '@/core/products/get-product-for-admin';
import { takePicture } from '@/server/take-picture';

/** Takes a picture for the texts of a product, and leads back to the guides. */
export async function POST(
  request: Request,
  { params }: RouteContext<'/admin/products/[slug]/pictures'>,
): Promise<Response> {
  return takePicture(request, async (ctx) => {
    const { id, slug } = await getProductForAdmin(ctx, await params);
    authorize(ctx.actor, 'offer.change');
    const keep = async (file: { name: string; bytes: Uint8Array }) => {
      const { href } = await uploadImage(ctx, { productId: id, ...file });
      return { href };
    };
    return { keep, backTo: `/admin/products/${slug}/guides#pictures` };
  });
}
