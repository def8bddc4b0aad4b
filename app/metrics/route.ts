import { readMetrics } from '@/server/metrics/read-metrics';

export const dynamic = 'force-dynamic';

/** Prometheus text format. */
export async function GET(): Promise<Response> {
  const { body, contentType } = await readMetrics();
  return new Response(body, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
}
