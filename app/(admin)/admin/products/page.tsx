import { Download, Package } from 'lucide-react';
import type { Metadata } from 'next';
import { ButtonLink, buttonClass } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { PageHeader } from '@/components/ui/page-header';
import { Pagination } from '@/components/ui/pagination';
import { can } from '@/core/policy';
import { listAccessChoices } from '@/core/products/list-access-choices';
import { listProductsForAdmin } from '@/core/products/list-for-admin';
import { requireAdmin } from '@/server/context';
import { addressWith } from '../address-with';
import { filterOf, PRODUCTS_PATH, type ProductsQuery, productsQuery } from './products-query';
import { ProductsTable } from './products-table';
import { productStateWords } from './state-words';

export const metadata: Metadata = { title: 'Products' };

const STATES = [
  { value: '', label: 'Every state' },
  ...Object.entries(productStateWords).map(([value, { word }]) => ({ value, label: word })),
  { value: 'problem', label: 'With a problem' },
];

export default async function ProductsPage({ searchParams }: PageProps<'/admin/products'>) {
  const ctx = await requireAdmin(PRODUCTS_PATH);
  const query = productsQuery.parse(await searchParams);
  const { after, before, ...asked } = query;
  const page = await listProductsForAdmin(ctx, filterOf(query), { after, before });
  const { gateways } = await listAccessChoices(ctx);
  const isFiltered = asked.q !== '' || asked.state !== '' || asked.gateway !== '';
  const mayChange = can(ctx.actor, 'offer.change');
  return (
    <>
      <PageHeader
        title="Products"
        description="What developers find and ask for: APIs, the policy that opens them, and how they are told about."
        actions={
          <>
            {/* A file, not a page: no client navigation. */}
            <a href={addressWith(`${PRODUCTS_PATH}/export.csv`, asked)} className={buttonClass({})} download>
              <Download aria-hidden="true" />
              Export CSV
            </a>
            {mayChange && (
              <ButtonLink href={`${PRODUCTS_PATH}/new`} variant="primary">
                New product
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="mt-4 grid gap-4">
        <FilterBar
          action={PRODUCTS_PATH}
          search={{ label: 'Search by name, tag or API', placeholder: 'Search products', value: asked.q }}
          filters={filters(asked, gateways)}
          {...(asked.sort !== '' && { hidden: { sort: asked.sort } })}
          resetHref={isFiltered ? PRODUCTS_PATH : undefined}
        />
        {page.rows.length > 0 ? (
          <ProductsTable products={page.rows} query={query} now={ctx.now()} />
        ) : (
          <NoProducts isFiltered={isFiltered} mayChange={mayChange} />
        )}
        <Pagination
          previousHref={page.before && addressWith(PRODUCTS_PATH, { ...asked, before: page.before })}
          nextHref={page.after && addressWith(PRODUCTS_PATH, { ...asked, after: page.after })}
        />
      </div>
    </>
  );
}

function filters(asked: Pick<ProductsQuery, 'state' | 'gateway'>, gateways: readonly { id: string; name: string }[]) {
  return [
    { name: 'state', label: 'State', value: asked.state, options: STATES },
    {
      name: 'gateway',
      label: 'Gateway',
      value: asked.gateway,
      options: [
        { value: '', label: 'Every gateway' },
        ...gateways.map(({ id, name }) => ({ value: id, label: name })),
        { value: 'none', label: 'Documentation only' },
      ],
    },
  ];
}

function NoProducts({ isFiltered, mayChange }: { isFiltered: boolean; mayChange: boolean }) {
  if (isFiltered) return <EmptyState title="No product matches" description="Change the search or the filters." />;
  return (
    <EmptyState
      icon={<Package aria-hidden="true" />}
      title="No products yet"
      description="A product bundles APIs for developers. Start with a policy that your gateway has, or with documentation only."
      action={mayChange && <ButtonLink href={`${PRODUCTS_PATH}/new`}>New product</ButtonLink>}
    />
  );
}
