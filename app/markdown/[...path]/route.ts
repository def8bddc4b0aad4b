import { readPlainPage } from '@/core/plain-pages/read-plain-page';
import { getViewer, requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { markdownHeaders } from '../markdown-headers';

type Props = { params: Promise<{ path: string[] }> };

/** A page of the portal as Markdown: `proxy.ts` sends what ends in `.md` here. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const path = (await params).path.map(decoded);
  const schema = new URL(request.url).searchParams.get('schema') ?? undefined;
  // An imprint has to be readable where the portal is for signed-in people only, too: `readPlainPage` asks whom it is for.
  const ctx = await (path[0] === 'pages' ? getViewer() : requireVisitor());
  const text = await orNotFound(readPlainPage(ctx, { path, schema }));
  return new Response(text, { headers: markdownHeaders });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // A lone per cent sign; nothing is called so.
  }
}
