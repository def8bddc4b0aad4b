import { startOidc } from '@/server/start-oidc';

/**
 * Leads to the identity provider. Only from the portal's own pages: a foreign one must not be able to start a login
 * (browsers say where a request comes from; without the header nothing is known against it).
 */
export async function GET(request: Request): Promise<Response> {
  const site = request.headers.get('sec-fetch-site');
  const isOwn = site === null || site === 'same-origin' || site === 'none';
  const query = new URL(request.url).searchParams;
  const started = isOwn ? await startOidc(query.get('next'), query.get('again') === '1') : null;
  const headers = new Headers({
    'cache-control': 'no-store',
    location: started?.location ?? '/auth/login?error=provider',
  });
  for (const cookie of started?.setCookies ?? []) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}
