import 'server-only';
import { cookies } from 'next/headers';
import { ownCookie } from './own-cookie';

const cookie = () => ownCookie('second-factor');
/** As long as the token counts; its row decides. */
const MAX_AGE_SECONDS = 600;

/**
 * Keeps what stands for a right password until the second factor is there: in a cookie, so that no address holds it.
 */
export async function carrySecondFactor(token: string): Promise<void> {
  (await cookies()).set(cookie().name, token, { ...cookie().options, maxAge: MAX_AGE_SECONDS });
}

/** What this browser's right password earned; empty when there is none. */
export async function readSecondFactor(): Promise<string> {
  return (await cookies()).get(cookie().name)?.value ?? '';
}

/** Forgets it: somebody is in. */
export async function dropSecondFactor(): Promise<void> {
  (await cookies()).set(cookie().name, '', { ...cookie().options, maxAge: 0 });
}
