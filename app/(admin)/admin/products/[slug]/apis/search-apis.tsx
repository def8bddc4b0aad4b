import { FilterBar } from '@/components/ui/filter-bar';

/** Looks among the gateway's APIs. */
export function SearchApis({ slug, q }: { slug: string; q: string }) {
  const path = `/admin/products/${slug}/apis`;
  return (
    <FilterBar
      action={path}
      search={{ label: 'Search the gateway’s APIs', placeholder: 'Name, path or id', value: q }}
      resetHref={q ? path : undefined}
    />
  );
}
