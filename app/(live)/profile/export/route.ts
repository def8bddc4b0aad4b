import { NextResponse } from 'next/server';
import { exportMyData } from '@/core/members/export-my-data';
import { getContext } from '@/server/context';
import { jsonDownload } from '@/server/download';
import { env } from '@/server/env';

/** What the portal knows about whoever asks, as a file. Nobody keeps a copy on the way. */
export async function GET(): Promise<Response> {
  const ctx = await getContext();
  if (ctx.actor.kind === 'anonymous') {
    return NextResponse.redirect(new URL('/auth/login?next=/profile', env().PORTAL_URL));
  }
  const day = ctx.now().toISOString().slice(0, 10);
  return jsonDownload(`my-data-${day}.json`, await exportMyData(ctx));
}
