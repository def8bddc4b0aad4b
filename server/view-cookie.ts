import 'server-only';
import { cookies } from 'next/headers';
import { VIEW_MINUTES } from '@/core/catalogs/view-as';
import { ownCookie } from './own-cookie';

const cookie = () => ownCookie('view');

/** Keeps a view in this browser; what it is worth is asked again with every request. */
export async function carryView(sealed: string): Promise<void> {
  (await cookies()).set(cookie().name, sealed, { ...cookie().options, maxAge: VIEW_MINUTES * 60 });
}

/** What this browser keeps of a view; empty when there is none. */
export async function readViewCookie(): Promise<string> {
  return (await cookies()).get(cookie().name)?.value ?? '';
}

/** The admin sees the portal as themselves again. */
export async function dropView(): Promise<void> {
  (await cookies()).set(cookie().name, '', { ...cookie().options, maxAge: 0 });
}
