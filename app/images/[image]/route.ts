import { DomainError } from '@/core/errors';
import { readImage } from '@/core/images/read-image';
import { getContext } from '@/server/context';
import { imageResponse } from '@/server/image-response';

/** A picture of the portal itself, such as its logo: also strangers meet it, at the login. */
export async function GET(request: Request, { params }: RouteContext<'/images/[image]'>): Promise<Response> {
  const { image } = await params;
  try {
    const file = await readImage(await getContext(), { product: null, imageId: image });
    return imageResponse(request, file, { isPrivate: false });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
    return new Response('Not found', { status: 404, headers: { 'cache-control': 'no-store' } });
  }
}
