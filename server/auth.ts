import 'server-only';
import { cookies } from 'next/headers';
import { getServerSession, type NextAuthOptions } from 'next-auth';
import { encode } from 'next-auth/jwt';
import { SESSION_MAX_DAYS } from '@/core/identity/start-session';
import { env } from './env';
import { log } from './log';
import { admitByProvider, oidcProviders } from './oidc';
import { ownCookie } from './own-cookie';
import { decodeSession, sessionSecret } from './session-token';

const MAX_AGE_SECONDS = SESSION_MAX_DAYS * 24 * 60 * 60;

/** The cookie carries the id of a session row and nothing else: no role, no name, no organization. */
type Carried = { sid?: string };

const sessionCookie = () => ownCookie('session');

const signingSecret = () => sessionSecret(env().PORTAL_SECRET);

/** next-auth carries the session; rows decide what it is worth. */
export function authOptions(): NextAuthOptions {
  return {
    secret: signingSecret(),
    session: { strategy: 'jwt', maxAge: MAX_AGE_SECONDS },
    jwt: { decode: decodeSession([env().PORTAL_SECRET, ...env().PORTAL_SECRET_PREVIOUS]) },
    cookies: { sessionToken: sessionCookie() },
    useSecureCookies: sessionCookie().options.secure,
    providers: oidcProviders(),
    pages: { signIn: '/auth/login', error: '/auth/login' },
    // Codes only: what comes with them may hold tokens and secrets of the provider.
    logger: {
      error: (code) => log.warn({ code }, 'next-auth refused something'),
      warn: (code) => log.warn({ code }, 'next-auth warns'),
      debug: () => {},
    },
    callbacks: {
      // The one moment at which somebody comes in. What it finds travels to `jwt` as the id of next-auth's user.
      signIn: async ({ user, profile }) => {
        const admitted = await admitByProvider(profile, await readSessionId());
        if ('refusal' in admitted) return `/auth/login?refused=${admitted.refusal}`;
        user.id = admitted.sessionId;
        return true;
      },
      // Only a sign-in may put a session into the token: a client's `update()` changes nothing (security.md A-16).
      jwt: async ({ token, user, trigger }) => ({ sid: trigger === 'signIn' ? user.id : (token as Carried).sid }),
      session: ({ session, token }) => Object.assign(session, { user: undefined, sid: (token as Carried).sid }),
    },
  };
}

/** The id of the session that the request's cookie names, or null. Whether it still counts, its row says. */
export async function readSessionId(): Promise<string | null> {
  const session = (await getServerSession(authOptions())) as Carried | null;
  return session?.sid ?? null;
}

/** Gives this browser the session: a new cookie at every login. */
export async function carrySession(sessionId: string): Promise<void> {
  const token = await encode({ token: { sid: sessionId }, secret: signingSecret(), maxAge: MAX_AGE_SECONDS });
  const { name, options } = sessionCookie();
  (await cookies()).set(name, token, { ...options, maxAge: MAX_AGE_SECONDS });
}

/** Takes the session's cookie from this browser; the row must be ended by its verb. */
export async function dropSession(): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, '', { ...options, maxAge: 0 });
}
