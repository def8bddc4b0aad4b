import { openMcp } from '@/server/mcp/open-mcp';

export const dynamic = 'force-dynamic';

/** Agents call this by POST; every other method is the door's own to refuse. */
function answer(request: Request): Promise<Response> {
  return openMcp().fetch(request);
}

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
