import { answerWithCard } from '@/app/social-card';
import { anonymous } from '@/core/identity/actor';
import { getGuideCard } from '@/core/seo/get-card';
import { wiring } from '@/server/wiring';

/** The social card of a guide that anybody may read. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/products/[product]/guides/[guide]/card.png'>,
): Promise<Response> {
  return answerWithCard(request, getGuideCard(wiring().contextFor(anonymous), await params));
}
