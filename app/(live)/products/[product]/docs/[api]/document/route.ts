import { getDocumentSource } from '@/core/api-docs/get-document-source';
import { requireVisitor } from '@/server/context';
import { downloadHeaders } from '@/server/download';
import { orNotFound } from '@/server/or-not-found';

type Props = { params: Promise<{ product: string; api: string }> };

/** The OpenAPI document as its provider gave it, for everybody who may read the reference. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { product, api } = await params;
  const { source, format, version } = await orNotFound(getDocumentSource(await requireVisitor(), { product, api }));
  // Slugs: letters, digits and hyphens.
  const filename = `${product}-${api}-v${version}.${format}`;
  return new Response(source, { headers: downloadHeaders(filename, `application/${format}`) });
}
