import { LibraryBig, SearchX } from 'lucide-react';
import { ProductGrid, type ProductLine } from '@/components/offer/product-card';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import type { OfferFilter } from './read-filter';

/** The products of a catalog or of all of them, with their filter. `path` is the page that it stands on. */
export function ProductList({
  path,
  products,
  tags,
  filter,
  max,
}: {
  path: string;
  products: readonly ProductLine[];
  tags: readonly string[];
  filter: OfferFilter;
  /** How many products a page shows at most. */
  max: number;
}) {
  const isFiltered = filter.q !== undefined || filter.tag !== undefined;
  if (products.length === 0 && !isFiltered) return <NothingOffered />;
  return (
    <>
      <FilterBar
        action={path}
        search={{ label: 'Search products', value: filter.q }}
        filters={tagFilters(tags, filter.tag)}
        resetHref={isFiltered ? path : undefined}
      />
      {products.length === 0 ? (
        <NothingFound path={path} />
      ) : (
        <ProductGrid label="Products" products={products} headingLevel={2} />
      )}
      {products.length >= max && (
        <p className="text-center text-ink-muted text-sm">
          Only the first {max} products are shown. Search, or choose a tag, to see others.
        </p>
      )}
    </>
  );
}

function tagFilters(tags: readonly string[], value: string | undefined) {
  if (tags.length === 0) return [];
  const options = [{ value: '', label: 'All tags' }, ...tags.map((tag) => ({ value: tag, label: tag }))];
  return [{ name: 'tag', label: 'Tag', options, value }];
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
      description="Try fewer words or another tag."
      action={<ButtonLink href={path}>Show all products</ButtonLink>}
    />
  );
}
