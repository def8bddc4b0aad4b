import { type NextRequest, NextResponse } from 'next/server';

/**
 * Security headers with a fresh nonce for every page, and a request id. Nothing is decided here: who may see what is
 * decided in the verbs.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  headers.set('x-request-id', crypto.randomUUID());
  headers.set('x-portico-path', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const plain = plainPage(request);
  const response = plain
    ? NextResponse.rewrite(plain, { request: { headers } })
    : NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** `.md` behind the address of a catalog, product, page of documentation or page of the provider's own is that page as Markdown. */
function plainPage({ nextUrl }: NextRequest): URL | null {
  if (!/^\/(catalogs|products|pages)(\/.+)?\.md$/.test(nextUrl.pathname)) return null;
  const url = new URL(nextUrl);
  url.pathname = `/markdown${nextUrl.pathname.slice(0, -'.md'.length)}`;
  return url;
}

function contentSecurityPolicy(nonce: string): string {
  const isDevelopment = process.env.NODE_ENV === 'development';
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`;
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    // React writes style attributes (the brand's accent, chart geometry); styles cannot run.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

export const config = {
  matcher: [
    '/((?!_next/static|_next/image|icon.svg|healthz|readyz|metrics|api/).*)',
    // The reference of the REST API is a page like others; what answers programs needs nothing of this.
    '/api/v1/docs/:path*',
  ],
};
