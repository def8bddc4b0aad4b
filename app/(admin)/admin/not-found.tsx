import type { Metadata } from 'next';
import { NotFoundMessage } from '@/components/frames/not-found-message';
import { isActiveAdmin } from '@/core/identity/actor';
import { getContext } from '@/server/context';

export const metadata: Metadata = { title: 'Page not found' };

/** Inside the frame for admins; for everybody else the same page as for an address that never was. */
export default async function AdminNotFound() {
  const { actor } = await getContext();
  return isActiveAdmin(actor) ? <NotFoundMessage homeHref="/admin" /> : <NotFoundMessage asMain />;
}
