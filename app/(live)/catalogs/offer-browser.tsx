import { LayoutGrid, LibraryBig, List, Search, SearchX, SlidersHorizontal } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { ProductGrid } from '@/components/offer/product-card';
import { ButtonLink, buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { Pagination } from '@/components/ui/pagination';
import type { BrowsedOffer } from '@/core/catalogs/browse-offer';
import type { Choice, OfferFilter } from '@/core/catalogs/offer-filter';
import { OfferFilters } from './offer-filters';
import { ProductTable } from './product-table';
import { addressOf, type OfferAddress } from './read-filter';

/** The products of a catalog or of all of them, with their filters. `path` is the page that it stands on. */
export function OfferBrowser({ path, offer, address }: { path: string; offer: BrowsedOffer; address: OfferAddress }) {
  const isFiltered = Object.values(address.filter).some((part) => part !== undefined);
  if (offer.offered === 0 && !isFiltered) return <NothingOffered />;
  const groups = filterGroups(offer, address.filter);
  const filtersAs = (id: string) => <OfferFilters id={id} path={path} address={address} groups={groups} />;
  return (
    <div className="grid gap-6 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-10">
      <div className="max-lg:hidden">{groups.length > 0 && filtersAs('filter')}</div>
      <div className="grid content-start gap-5">
        <Bar path={path} address={address} />
        {groups.length > 0 && (
          <details className="card p-4 lg:hidden">
            <summary className="flex cursor-pointer items-center gap-2 font-medium">
              <SlidersHorizontal aria-hidden="true" className="size-4" />
              Filters
            </summary>
            <div className="mt-4">{filtersAs('folded-filter')}</div>
          </details>
        )}
        <Found path={path} offer={offer} address={address} isFiltered={isFiltered} />
        {offer.products.length === 0 ? (
          <NothingFound path={path} />
        ) : address.view === 'table' ? (
          <ProductTable products={offer.products} showsCatalogs={offer.catalog === null} />
        ) : (
          <ProductGrid label="Products" products={offer.products} headingLevel={2} />
        )}
        {offer.pages > 1 && (
          <Pagination
            previousHref={offer.page > 1 ? addressOf(path, { ...address, page: offer.page - 1 }) : null}
            nextHref={offer.page < offer.pages ? addressOf(path, { ...address, page: offer.page + 1 }) : null}
            summary={`Page ${offer.page} of ${offer.pages}`}
          />
        )}
      </div>
    </div>
  );
}

/** What narrows nothing is not worth its room: a single catalog, only products with a key, no tags. */
function filterGroups({ choices, catalog }: BrowsedOffer, filter: OfferFilter) {
  const worth = (some: readonly Choice[], chosen: string | undefined) =>
    chosen !== undefined || some.filter(({ count }) => count > 0).length > 1;
  const groups = [
    { facet: 'shelf' as const, title: 'Catalog', choices: catalog ? [] : choices.catalogs, least: filter.shelf },
    { facet: 'price' as const, title: 'Access', choices: choices.prices, least: filter.price },
    {
      facet: 'authentication' as const,
      title: 'Authentication',
      choices: choices.authentication,
      least: filter.authentication,
    },
    { facet: 'tag' as const, title: 'Tag', choices: choices.tags, least: filter.tag },
  ];
  return groups
    .filter(({ choices: some, least, facet }) => worth(some, least) || (facet === 'tag' && some.length > 0))
    .map(({ facet, title, choices: some, least }) => ({
      facet,
      title,
      choices: some.filter(({ count, value }) => count > 0 || value === least),
    }));
}

function Bar({ path, address }: { path: string; address: OfferAddress }) {
  const { q, shelf, tag, authentication, price } = address.filter;
  const kept = {
    catalog: shelf,
    tag,
    auth: authentication,
    price,
    view: address.view === 'table' ? 'table' : undefined,
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Form action={path} role="search" className="flex min-w-0 flex-1 basis-72 gap-2">
        {Object.entries(kept).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <span className="relative min-w-0 flex-1 sm:max-w-96">
          <Search aria-hidden="true" className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint" />
          <Input
            type="search"
            name="q"
            aria-label="Search products"
            placeholder="Search products"
            defaultValue={q}
            className="pl-8"
          />
        </span>
        <button type="submit" className={buttonClass()}>
          Search
        </button>
      </Form>
      <nav aria-label="Show as" className="flex gap-1">
        {(['cards', 'table'] as const).map((view) => (
          <Link
            key={view}
            href={addressOf(path, { ...address, view })}
            aria-current={address.view === view ? 'true' : undefined}
            className="btn btn-ghost aria-[current]:bg-muted aria-[current]:text-ink"
          >
            {view === 'cards' ? <LayoutGrid aria-hidden="true" /> : <List aria-hidden="true" />}
            {view === 'cards' ? 'Cards' : 'Table'}
          </Link>
        ))}
      </nav>
    </div>
  );
}

function Found({
  path,
  offer,
  address,
  isFiltered,
}: {
  path: string;
  offer: BrowsedOffer;
  address: OfferAddress;
  isFiltered: boolean;
}) {
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted text-sm">
      <span role="status">{offer.found === 1 ? '1 product' : `${offer.found} products`}</span>
      {isFiltered && (
        <Link href={addressOf(path, { ...address, filter: {}, page: 1 })} className="link">
          Clear all filters
        </Link>
      )}
    </p>
  );
}

function NothingOffered() {
  return (
    <EmptyState
      icon={<LibraryBig aria-hidden="true" />}
      title="No products yet"
      description="As soon as something is offered to you here, you can read about it and ask for access."
    />
  );
}

function NothingFound({ path }: { path: string }) {
  return (
    <EmptyState
      icon={<SearchX aria-hidden="true" />}
      title="No product fits"
      description="Try fewer words, or take a filter away."
      action={<ButtonLink href={path}>Show all products</ButtonLink>}
    />
  );
}
