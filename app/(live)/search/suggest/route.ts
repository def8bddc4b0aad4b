import { suggest } from '@/core/search/suggest';
import { getContext } from '@/server/context';

/** What a person may mean, as JSON, while they type; `area=admin` for the admin portal. Nobody keeps a copy. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const area = asked.get('area') === 'admin' ? 'admin' : 'live';
  const suggestions = await suggest(await getContext(), { q: asked.get('q') ?? '', area });
  return Response.json({ suggestions }, { headers: { 'cache-control': 'private, no-store' } });
}
