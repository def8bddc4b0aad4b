import type { Metadata } from 'next';
import { cache } from 'react';
import { Badge } from '@/components/ui/badge';
import { PageHeader } from '@/components/ui/page-header';
import { browseOffer } from '@/core/catalogs/browse-offer';
import { requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { audienceWords } from '../audience-words';
import { OfferBrowser } from '../offer-browser';
import { addressOf, readAddress } from '../read-filter';

type Props = PageProps<'/catalogs/[catalog]'>;

/** Once per request, though the title asks for it too. Plain values: `cache` compares them. */
const loadOffer = cache(async (slug: string, query: string) => {
  const { filter, page } = readAddress(Object.fromEntries(new URLSearchParams(query)));
  const offer = await orNotFound(browseOffer(await requireVisitor(), { catalog: slug, filter, page }));
  if (!offer.catalog) throw new Error('browseOffer answered without the catalog that was asked for');
  return { offer, catalog: offer.catalog };
});

async function readPage({ params, searchParams }: Props) {
  // A catalog's own list is of that catalog, whatever else its address says.
  const given = readAddress(await searchParams);
  const address = { ...given, filter: { ...given.filter, shelf: undefined } };
  return { address, ...(await loadOffer((await params).catalog, addressOf('', address).slice(1))) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { catalog } = await readPage(props);
  return {
    title: `${catalog.name} catalog`,
    description: catalog.description || `The API products of the catalog ${catalog.name}.`,
  };
}

export default async function CatalogPage(props: Props) {
  const { catalog, offer, address } = await readPage(props);
  return (
    <>
      <PageHeader
        crumbs={[{ label: 'Catalogs', href: '/catalogs' }]}
        title={catalog.name}
        badge={<Badge>{audienceWords(catalog.visibility)}</Badge>}
        description={catalog.description || 'API products to read about, try, and ask for.'}
      />
      <div className="mt-6 grid gap-6">
        <OfferBrowser path={`/catalogs/${catalog.slug}`} offer={offer} address={address} />
      </div>
    </>
  );
}
