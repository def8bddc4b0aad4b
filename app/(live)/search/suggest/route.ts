import { suggest } from '@/core/search/suggest';
import { getContext, getViewer } from '@/server/context';

/** What a person may mean, as JSON, while they type; `area=admin` for the admin portal. Nobody keeps a copy. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const area = asked.get('area') === 'admin' ? 'admin' : 'live';
  // The live portal suggests what its pages show: while an admin views it as somebody else, what that one may see.
  const ctx = await (area === 'admin' ? getContext() : getViewer());
  const suggestions = await suggest(ctx, { q: asked.get('q') ?? '', area });
  return Response.json({ suggestions }, { headers: { 'cache-control': 'private, no-store' } });
}
