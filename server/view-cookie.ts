import 'server-only';
import { cookies } from 'next/headers';
import { VIEW_MINUTES } from '@/core/catalogs/view-as';
import { env } from './env';

const isHttps = () => env().PORTAL_URL.startsWith('https:');
const cookieName = () => (isHttps() ? '__Host-portico.view' : 'portico.view');

const options = () => ({ httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isHttps() });

/** Keeps a view in this browser; what it is worth is asked again with every request. */
export async function carryView(sealed: string): Promise<void> {
  (await cookies()).set(cookieName(), sealed, { ...options(), maxAge: VIEW_MINUTES * 60 });
}

/** What this browser keeps of a view; empty when there is none. */
export async function readViewCookie(): Promise<string> {
  return (await cookies()).get(cookieName())?.value ?? '';
}

/** The admin sees the portal as themselves again. */
export async function dropView(): Promise<void> {
  (await cookies()).set(cookieName(), '', { ...options(), maxAge: 0 });
}
