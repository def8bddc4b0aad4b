import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getPageTitle } from '@/core/pages/get-page-title';
import { getContext } from '@/server/context';
import { env } from '@/server/env';
import { orNotFound } from '@/server/or-not-found';

export const metadata: Metadata = { title: 'Bare page' };

/**
 * The least that a page of the portal can be: one row by its index. `npm run bench` measures others beside it; it is
 * nowhere but there (PORTAL_TEST).
 */
export default async function BarePage({ searchParams }: PageProps<'/bare'>) {
  const { slug } = await searchParams;
  if (!env().PORTAL_TEST || typeof slug !== 'string') notFound();
  const title = await orNotFound(getPageTitle(await getContext(), { slug }));
  return (
    <main>
      <h1>{title}</h1>
    </main>
  );
}
