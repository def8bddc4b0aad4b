import { getOperationIndex } from '@/core/api-docs/get-operation-index';
import { requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';

type Props = { params: Promise<{ product: string; api: string }> };

/**
 * What the search of a reference looks at. Kept by the browser and asked again with what it has: who may no longer see
 * the product gets nothing, and who has the newest gets no second copy.
 */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const index = await orNotFound(getOperationIndex(await requireVisitor(), await params));
  const tag = `"${index.version}"`;
  const headers = { etag: tag, 'cache-control': 'private, no-cache' };
  if (request.headers.get('if-none-match')?.includes(tag)) return new Response(null, { status: 304, headers });
  // Not packed: Next 16 drops the content-encoding of what a route answers. A proxy in front may pack it.
  return Response.json(await index.read(), { headers });
}
