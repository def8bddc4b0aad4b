import { TabNav } from '@/components/ui/tab-nav';
import type { CatalogLine } from '@/core/catalogs/list-catalogs';

/** All products, or those of one catalog; not worth its room when there is only one. */
export function CatalogTabs({ catalogs }: { catalogs: readonly CatalogLine[] }) {
  if (catalogs.length < 2) return null;
  return (
    <TabNav
      label="Catalogs"
      tabs={[
        { href: '/catalogs', label: 'All products' },
        ...catalogs.map(({ slug, name, products }) => ({ href: `/catalogs/${slug}`, label: name, count: products })),
      ]}
    />
  );
}
