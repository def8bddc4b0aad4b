import { DomainError } from '@/core/errors';
import { readImage } from '@/core/images/read-image';
import { requireVisitor } from '@/server/context';
import { imageResponse } from '@/server/image-response';

type Props = RouteContext<'/products/[product]/images/[image]'>;

/** A picture of a product, for those who may see the product. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { product, image } = await params;
  try {
    const file = await readImage(await requireVisitor(), { product, imageId: image });
    return imageResponse(request, file, { isPrivate: true });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
    return new Response('Not found', { status: 404, headers: { 'cache-control': 'no-store' } });
  }
}
