import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '@/components/ui/page-header';
import { browseOffer } from '@/core/catalogs/browse-offer';
import { requireVisitor } from '@/server/context';
import { pageMetadata } from '@/server/page-metadata';
import { OfferBrowser } from './offer-browser';
import { readAddress } from './read-filter';

export async function generateMetadata(): Promise<Metadata> {
  return pageMetadata(await requireVisitor(), {
    path: '/catalogs',
    title: 'Catalogs',
    description: 'The API products that you can read about and ask for.',
  });
}

export default async function CatalogsPage({ searchParams }: PageProps<'/catalogs'>) {
  const ctx = await requireVisitor();
  const address = readAddress(await searchParams);
  const offer = await browseOffer(ctx, { filter: address.filter, page: address.page });
  return (
    <>
      <PageHeader title="Catalogs" description="API products to read about, try, and ask for." />
      <div className="mt-6 grid gap-6">
        <OfferBrowser path="/catalogs" offer={offer} address={address} />
        {ctx.actor.kind === 'anonymous' && <MoreAfterLogin />}
      </div>
    </>
  );
}

function MoreAfterLogin() {
  return (
    <p className="text-ink-muted text-sm">
      <Link href="/auth/login?next=/catalogs" className="link">
        Log in
      </Link>{' '}
      to see what is offered to your organization.
    </p>
  );
}
