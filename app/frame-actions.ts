'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { readTheme } from '@/components/theme/read-theme';
import { logOut } from '@/core/identity/log-out';
import { dropSession } from '@/server/auth';
import { stopBrandingPreview } from '@/server/brand';
import { getContext } from '@/server/context';

const A_YEAR_SECONDS = 31_536_000;

/** Ends this session on the server, then takes the cookie. */
export async function logOutAction(_data: FormData): Promise<void> {
  await logOut(await getContext());
  await dropSession();
  redirect('/');
}

/** Remembers light, dark or the system's choice for this browser; anything else means the system's. */
export async function chooseThemeAction(data: FormData): Promise<void> {
  const wanted = data.get('theme');
  const theme = readTheme(typeof wanted === 'string' ? wanted : undefined);
  (await cookies()).set('theme', theme, { path: '/', maxAge: A_YEAR_SECONDS, sameSite: 'lax', httpOnly: true });
}

/** Shows this browser the branding that is live again. */
export async function stopPreviewAction(_data: FormData): Promise<void> {
  await stopBrandingPreview();
  redirect('/admin/settings/branding');
}
