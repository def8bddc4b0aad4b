import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import type { OAuthConfig, Provider } from 'next-auth/providers/index';
import { z } from 'zod';
import { anonymous } from '@/core/identity/actor';
import { loadActor } from '@/core/identity/load-actor';
import { type ProviderRefusal, providerRefusalOf } from '@/core/identity/provider-refusals';
import { signInWithOidc } from '@/core/identity/sign-in-with-oidc';
import { clientIp } from './client-ip';
import { env } from './env';
import { wiring } from './wiring';

/** The provider’s name in next-auth, and so in the address that it sends people back to. */
export const OIDC_PROVIDER = 'oidc';

/**
 * Claims of an ID token, or of the userinfo endpoint where the token lacks them. Some providers send booleans as words.
 */
const claims = z.object({
  iss: z.string().min(1).max(500),
  sub: z.string().min(1).max(255),
  email: z.string().max(320).default(''),
  email_verified: z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]).default(false),
  given_name: z.string().max(200).default(''),
  family_name: z.string().max(200).default(''),
  name: z.string().max(400).default(''),
});
type Claims = z.infer<typeof claims>;

/** What the login page calls single sign-on; null where it is not configured. */
export function oidcName(): string | null {
  return env().OIDC_ISSUER ? env().OIDC_NAME : null;
}

/** The OpenID Connect provider that the environment names, with every check that the protocol offers. */
export function oidcProviders(): Provider[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) return [];
  const provider: OAuthConfig<Claims> = {
    id: OIDC_PROVIDER,
    name: OIDC_NAME,
    type: 'oauth',
    wellKnown: `${OIDC_ISSUER}/.well-known/openid-configuration`,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    authorization: { params: { scope: 'openid email profile' } },
    checks: ['pkce', 'state', 'nonce'],
    // Only with this is the ID token validated: signature, issuer, audience, nonce.
    idToken: true,
    userinfo: {
      request: async ({ client, tokens }) => {
        const set = tokens as typeof tokens & { claims(): Claims };
        const claimed = set.claims();
        // By the book (OpenID Connect Core 5.4) the address comes from userinfo; most put it into the token.
        const asked = claimed.email || !tokens.access_token ? {} : await client.userinfo(tokens.access_token);
        return { ...asked, ...claimed };
      },
    },
    profile: ({ sub }) => ({ id: sub }),
  };
  return [provider];
}

/** Lets in whom the provider names, or says why not. `carriedSessionId` is the session of this browser, which ends. */
export async function admitByProvider(
  profile: unknown,
  carriedSessionId: string | null,
): Promise<{ sessionId: string } | { refusal: ProviderRefusal }> {
  const requestHeaders = await headers();
  const { db, contextFor } = wiring();
  const actor = carriedSessionId ? await loadActor(db, carriedSessionId) : anonymous;
  const ctx = contextFor(actor, { ip: clientIp(requestHeaders), requestId: randomUUID() });
  const word = claims.parse(profile);
  const [firstOfName = '', ...restOfName] = word.name.split(' ');
  try {
    const { sessionId } = await signInWithOidc(ctx, {
      issuer: word.iss,
      subject: word.sub,
      email: word.email,
      emailVerified: word.email_verified,
      firstName: word.given_name || firstOfName,
      lastName: word.family_name || restOfName.join(' '),
      userAgent: requestHeaders.get('user-agent') ?? '',
    });
    return { sessionId };
  } catch (error) {
    const refusal = providerRefusalOf(error);
    if (refusal === null) throw error;
    return { refusal };
  }
}
