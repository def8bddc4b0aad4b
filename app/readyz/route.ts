import { readReadiness } from '@/server/readiness';

export const dynamic = 'force-dynamic';

/** 200 when the database is reachable and migrated; a gateway or mail server that is down is reported only. */
export async function GET(): Promise<Response> {
  const readiness = await readReadiness();
  return Response.json(readiness, {
    status: readiness.isReady ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  });
}
