import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { ProductMark } from '@/components/offer/product-mark';
import { Badge, StatusBadge } from '@/components/ui/badge';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { AdminProductLine } from '@/core/products/list-for-admin';
import { addressWith } from '../address-with';
import { PRODUCTS_PATH, type ProductsQuery } from './products-query';
import { problemWords, productStateWords } from './state-words';

type Props = { products: readonly AdminProductLine[]; query: ProductsQuery; now: Date };

/** Products of every state, with what waits for them and what hangs on them. */
export function ProductsTable({ products, query, now }: Props) {
  const { after: _after, before: _before, ...asked } = query;
  const current = query.sort || 'name';
  const sortBy = (sort: 'name' | 'newest' | 'requests' | 'keys', direction: 'asc' | 'desc') => ({
    href: addressWith(PRODUCTS_PATH, { ...asked, sort }),
    direction: current === sort ? direction : null,
  });
  return (
    <Table label="Products">
      <THead>
        <TH sort={sortBy('name', 'asc')}>Name</TH>
        <TH>State</TH>
        <TH hideBelow="lg">Gateway</TH>
        <TH hideBelow="md">Catalogs</TH>
        <TH align="end" hideBelow="sm" sort={sortBy('requests', 'desc')}>
          Waiting
        </TH>
        <TH align="end" hideBelow="sm" sort={sortBy('keys', 'desc')}>
          Live keys
        </TH>
        <TH hideBelow="lg" sort={sortBy('newest', 'desc')}>
          Changed
        </TH>
      </THead>
      <TBody>
        {products.map((product) => (
          <ProductRow key={product.id} product={product} now={now} />
        ))}
      </TBody>
    </Table>
  );
}

function ProductRow({ product, now }: { product: AdminProductLine; now: Date }) {
  const { tone, word } = productStateWords[product.state];
  return (
    <TRow>
      <TCell rowHeader>
        <Name product={product} />
      </TCell>
      <TCell>
        <StatusBadge tone={tone}>{word}</StatusBadge>
        {product.state === 'deprecated' && product.sunsetOn && (
          <span className="block text-ink-muted text-xs">until {product.sunsetOn}</span>
        )}
      </TCell>
      <TCell hideBelow="lg">{product.gatewayName ?? <span className="text-ink-muted">Documentation only</span>}</TCell>
      <TCell hideBelow="md">{product.catalogs.join(', ') || <span className="text-ink-muted">None</span>}</TCell>
      <TCell align="end" hideBelow="sm">
        {product.requestsWaiting > 0 ? (
          <Link href={`/admin/requests?q=${encodeURIComponent(product.name)}`} className="link">
            {product.requestsWaiting}
          </Link>
        ) : (
          0
        )}
      </TCell>
      <TCell align="end" hideBelow="sm">
        {product.keysLive}
      </TCell>
      <TCell hideBelow="lg">
        <Time value={product.updatedAt} now={now} />
      </TCell>
    </TRow>
  );
}

function Name({ product }: { product: AdminProductLine }) {
  return (
    <span className="flex items-start gap-3">
      <ProductMark name={product.name} logoHref={product.logoHref} />
      <span className="grid min-w-0 gap-0.5">
        <span>
          <Link href={`${PRODUCTS_PATH}/${product.slug}`} className="link [overflow-wrap:anywhere]">
            {product.name}
          </Link>{' '}
          {product.isFeatured && <Badge tone="accent">Featured</Badge>}
        </span>
        {product.problem && (
          <span className="flex items-center gap-1 font-normal text-danger text-xs">
            <TriangleAlert aria-hidden="true" className="size-3.5 flex-none" />
            {problemWords[product.problem]}
          </span>
        )}
      </span>
    </span>
  );
}
