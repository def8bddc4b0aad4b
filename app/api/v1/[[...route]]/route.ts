import { openRest } from '@/server/rest/open-rest';

export const dynamic = 'force-dynamic';

/** Everything below /api/v1: what is there and what is not is the API's own to say. */
function answer(request: Request): Promise<Response> {
  return openRest().fetch(request);
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
