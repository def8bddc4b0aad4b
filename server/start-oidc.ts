import 'server-only';
import { cookies, headers } from 'next/headers';
import NextAuth from 'next-auth';
import { safePath } from '@/core/identity/safe-path';
import { authOptions } from './auth';
import { env } from './env';
import { OIDC_PROVIDER } from './oidc';

type Answer = { location: string | null; body: unknown; setCookies: string[] };

/**
 * Begins the OpenID round trip: where to send the browser, and the cookies (state, nonce, PKCE verifier) that it must
 * carry. next-auth wants a POST with its own CSRF token, and a form that ends at another origin is stopped by our
 * Content-Security-Policy (`form-action 'self'`), so the portal posts to next-auth itself and answers with a plain
 * redirect. Works without JavaScript. Null when next-auth refuses.
 * `again`: the provider shall ask who it is, however short ago it did.
 */
export async function startOidc(
  next: string | null,
  again = false,
): Promise<{ location: string; setCookies: string[] } | null> {
  const issued = await ask('GET', ['csrf'], {});
  const { csrfToken } = issued.body as { csrfToken?: string };
  if (!csrfToken) return null;
  const csrf = Object.fromEntries(issued.setCookies.map(nameAndValue));
  const callbackUrl = `${env().PORTAL_URL}${safePath(next)}`;
  const asked = again ? { prompt: 'login' } : {};
  const started = await ask('POST', ['signin', OIDC_PROVIDER], csrf, { csrfToken, callbackUrl }, asked);
  return started.location ? { location: started.location, setCookies: started.setCookies } : null;
}

/** Speaks to next-auth as a page of the older router would; it has no other door for code on the server. */
async function ask(
  method: 'GET' | 'POST',
  nextauth: string[],
  extraCookies: Record<string, string>,
  body: Record<string, string> = {},
  query: Record<string, string> = {},
): Promise<Answer> {
  const answer: Answer = { location: null, body: null, setCookies: [] };
  const carried = (await cookies()).getAll().map(({ name, value }): [string, string] => [name, value]);
  const request = {
    method,
    body,
    query: { ...query, nextauth },
    headers: Object.fromEntries(await headers()),
    cookies: { ...Object.fromEntries(carried), ...extraCookies },
  };
  const response = {
    status: () => response,
    getHeader: (name: string) => (name.toLowerCase() === 'set-cookie' ? answer.setCookies : undefined),
    setHeader: (name: string, value: string | string[]) => {
      if (name.toLowerCase() === 'set-cookie') answer.setCookies = [value].flat();
      if (name.toLowerCase() === 'location') answer.location = String(value);
      return response;
    },
    json: (sent: unknown) => {
      answer.body = sent;
    },
    send: (sent: unknown) => {
      answer.body = sent;
    },
    end: () => {},
  };
  await NextAuth(authOptions())(request, response);
  return answer;
}

function nameAndValue(cookie: string): [string, string] {
  const [pair = ''] = cookie.split(';');
  const at = pair.indexOf('=');
  return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
}
