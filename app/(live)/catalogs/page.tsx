import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '@/components/ui/page-header';
import { listCatalogs } from '@/core/catalogs/list-catalogs';
import { listProducts, PRODUCTS_MAX } from '@/core/products/list-products';
import { listTags } from '@/core/products/list-tags';
import { requireVisitor } from '@/server/context';
import { pageMetadata } from '@/server/page-metadata';
import { CatalogTabs } from './catalog-tabs';
import { ProductList } from './product-list';
import { readFilter } from './read-filter';

export async function generateMetadata(): Promise<Metadata> {
  return pageMetadata(await requireVisitor(), {
    path: '/catalogs',
    title: 'Catalogs',
    description: 'The API products that you can read about and ask for.',
  });
}

export default async function CatalogsPage({ searchParams }: PageProps<'/catalogs'>) {
  const ctx = await requireVisitor();
  const filter = readFilter(await searchParams);
  const catalogs = await listCatalogs(ctx);
  const products = await listProducts(ctx, filter);
  const tags = await listTags(ctx);
  return (
    <>
      <PageHeader title="Catalogs" description="API products to read about, try, and ask for." />
      <div className="mt-6 grid gap-6">
        <CatalogTabs catalogs={catalogs} />
        <ProductList path="/catalogs" products={products} tags={tags} filter={filter} max={PRODUCTS_MAX} />
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
