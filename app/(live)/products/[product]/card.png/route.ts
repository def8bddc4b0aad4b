import { answerWithCard } from '@/app/social-card';
import { anonymous } from '@/core/identity/actor';
import { getProductCard } from '@/core/seo/get-card';
import { wiring } from '@/server/wiring';

/** The social card of a product that anybody may see. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/products/[product]/card.png'>,
): Promise<Response> {
  return answerWithCard(request, getProductCard(wiring().contextFor(anonymous), await params));
}
