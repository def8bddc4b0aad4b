import { openClassic } from '@/server/classic/open-classic';

export const dynamic = 'force-dynamic';

/** Everything below /api/portal: what is there and what is not is said in the words of the classic portal's API. */
function answer(request: Request): Promise<Response> {
  return openClassic().fetch(request);
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
