import { env } from './env';

/**
 * How a cookie that says who somebody is, or was a moment ago, is called and kept: out of reach of scripts and of other
 * sites' forms, and over https under the name that a browser takes from this host alone, for all of it, and never unsealed.
 */
export function ownCookie(name: string, portalUrl = env().PORTAL_URL) {
  const secure = portalUrl.startsWith('https:');
  return {
    name: secure ? `__Host-portico.${name}` : `portico.${name}`,
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  } as const;
}
