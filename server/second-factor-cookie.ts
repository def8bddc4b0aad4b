import 'server-only';
import { cookies } from 'next/headers';
import { env } from './env';

const isHttps = () => env().PORTAL_URL.startsWith('https:');
const cookieName = () => (isHttps() ? '__Host-portico.second-factor' : 'portico.second-factor');
/** As long as the token counts; its row decides. */
const MAX_AGE_SECONDS = 600;

const options = () => ({ httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isHttps() });

/**
 * Keeps what stands for a right password until the second factor is there: in a cookie, so that no address holds it.
 */
export async function carrySecondFactor(token: string): Promise<void> {
  (await cookies()).set(cookieName(), token, { ...options(), maxAge: MAX_AGE_SECONDS });
}

/** What this browser's right password earned; empty when there is none. */
export async function readSecondFactor(): Promise<string> {
  return (await cookies()).get(cookieName())?.value ?? '';
}

/** Forgets it: somebody is in. */
export async function dropSecondFactor(): Promise<void> {
  (await cookies()).set(cookieName(), '', { ...options(), maxAge: 0 });
}
