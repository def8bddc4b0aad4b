import { answerWithCard } from '@/app/social-card';
import { anonymous } from '@/core/identity/actor';
import { getPortalCard } from '@/core/seo/get-card';
import { wiring } from '@/server/wiring';

export const dynamic = 'force-dynamic';

/** The social card of the portal. */
export function GET(request: Request): Promise<Response> {
  return answerWithCard(request, getPortalCard(wiring().contextFor(anonymous)));
}
