import { getRobots } from '@/core/branding/get-robots';
import { anonymous } from '@/core/identity/actor';
import { wiring } from '@/server/wiring';

export const dynamic = 'force-dynamic';

/** What crawlers may read. The same for whoever asks. */
export async function GET(): Promise<Response> {
  const text = await getRobots(wiring().contextFor(anonymous));
  return new Response(text, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=300' },
  });
}
