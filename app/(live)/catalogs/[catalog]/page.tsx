import type { Metadata } from 'next';
import { cache } from 'react';
import { Badge } from '@/components/ui/badge';
import { PageHeader } from '@/components/ui/page-header';
import { getCatalog } from '@/core/catalogs/get-catalog';
import { listCatalogs } from '@/core/catalogs/list-catalogs';
import { PRODUCTS_MAX } from '@/core/products/list-products';
import { listTags } from '@/core/products/list-tags';
import { requireVisitor } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { pageMetadata } from '@/server/page-metadata';
import { audienceWords } from '../audience-words';
import { CatalogTabs } from '../catalog-tabs';
import { ProductList } from '../product-list';
import { readFilter } from '../read-filter';

type Props = PageProps<'/catalogs/[catalog]'>;

/** Once per request, though the title asks for it too. Plain values: `cache` compares them. */
const loadCatalog = cache(async (slug: string, q: string | undefined, tag: string | undefined) =>
  orNotFound(getCatalog(await requireVisitor(), { slug, q, tag })),
);

async function readPage({ params, searchParams }: Props) {
  const filter = readFilter(await searchParams);
  const catalog = await loadCatalog((await params).catalog, filter.q, filter.tag);
  return { filter, catalog };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { catalog } = await readPage(props);
  return pageMetadata(await requireVisitor(), {
    path: `/catalogs/${catalog.slug}`,
    title: `${catalog.name} catalog`,
    description: catalog.description || `The API products of the catalog ${catalog.name}.`,
  });
}

export default async function CatalogPage(props: Props) {
  const ctx = await requireVisitor();
  const { catalog, filter } = await readPage(props);
  const catalogs = await listCatalogs(ctx);
  const tags = await listTags(ctx, { catalog: catalog.slug });
  return (
    <>
      <PageHeader
        title={catalog.name}
        badge={<Badge>{audienceWords(catalog.visibility)}</Badge>}
        description={catalog.description || 'API products to read about, try, and ask for.'}
      />
      <div className="mt-6 grid gap-6">
        <CatalogTabs catalogs={catalogs} />
        <ProductList
          path={`/catalogs/${catalog.slug}`}
          products={catalog.products}
          tags={tags}
          filter={filter}
          max={PRODUCTS_MAX}
        />
      </div>
    </>
  );
}
