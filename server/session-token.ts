import { decode, type JWT, type JWTDecodeParams } from 'next-auth/jwt';
import { deriveKey } from './secret-box';

/** What a PORTAL_SECRET encrypts the cookies of sessions with. */
export function sessionSecret(portalSecret: string): string {
  return deriveKey(portalSecret, 'session').toString('hex');
}

/**
 * How next-auth reads a cookie: with today's secret or with one of the previous ones, so that nobody is signed out when
 * it is changed. Throws like next-auth's own where none opens it.
 */
export function decodeSession(portalSecrets: readonly string[]) {
  const secrets = portalSecrets.map(sessionSecret);
  return async (params: JWTDecodeParams): Promise<JWT | null> => {
    for (const secret of secrets) {
      const token = await decode({ ...params, secret }).catch(() => null);
      if (token) return token;
    }
    return decode(params);
  };
}
