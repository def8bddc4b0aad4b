import type { NextRequest } from 'next/server';
import { getDocumentSourceForAdmin } from '@/core/api-docs/get-document-source-for-admin';
import { DomainError } from '@/core/errors';
import { getContext } from '@/server/context';
import { downloadHeaders } from '@/server/download';

type Place = { params: Promise<{ slug: string; document: string }> };

/** The source of a version as a file, whatever its state. */
export async function GET(_request: NextRequest, { params }: Place): Promise<Response> {
  const { slug, document } = await params;
  try {
    const { apiSlug, version, source } = await getDocumentSourceForAdmin(await getContext(), {
      slug,
      documentId: document,
    });
    const kind = source.trimStart().startsWith('{') ? 'json' : 'yaml';
    const name = `${slug}-${apiSlug}-v${version}`.replace(/[^a-z0-9.-]+/gi, '-');
    return new Response(source, { headers: downloadHeaders(`${name}.${kind}`, `application/${kind}`) });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return new Response('There is nothing here, or you may not see it.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  }
}
