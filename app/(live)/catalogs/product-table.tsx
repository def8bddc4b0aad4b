import Link from 'next/link';
import { cardWords } from '@/components/offer/card-words';
import type { ProductLine } from '@/components/offer/product-card';
import { ProductStateBadge } from '@/components/offer/product-state';
import { Badge } from '@/components/ui/badge';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';

type Line = ProductLine & { catalogs: readonly { slug: string; name: string }[] };

/** Products as lines, for whoever compares many. */
export function ProductTable({ products, showsCatalogs }: { products: readonly Line[]; showsCatalogs: boolean }) {
  return (
    <Table label="Products">
      <THead>
        <TH>Product</TH>
        <TH hideBelow="md">Tags</TH>
        {showsCatalogs && <TH hideBelow="lg">Catalogs</TH>}
        <TH align="end" hideBelow="sm">
          APIs
        </TH>
        <TH>Access</TH>
      </THead>
      <TBody>
        {products.map((product) => (
          <TRow key={product.slug}>
            <TCell rowHeader>
              <span className="grid gap-0.5 py-1">
                <span className="flex flex-wrap items-center gap-2">
                  <Link href={`/products/${product.slug}`} className="link [overflow-wrap:anywhere]">
                    {product.name}
                  </Link>
                  {product.isFeatured && <Badge tone="accent">Featured</Badge>}
                  <ProductStateBadge state={product.state} />
                </span>
                {product.summary && (
                  <span className="line-clamp-2 max-w-[48ch] font-normal text-ink-muted text-sm">
                    {product.summary}
                  </span>
                )}
              </span>
            </TCell>
            <TCell hideBelow="md">
              <span className="flex flex-wrap gap-1">
                {product.tags.slice(0, 3).map((tag) => (
                  <Badge key={tag}>{tag}</Badge>
                ))}
              </span>
            </TCell>
            {showsCatalogs && (
              <TCell hideBelow="lg">{product.catalogs.map(({ name }) => name).join(', ') || '–'}</TCell>
            )}
            <TCell align="end" hideBelow="sm">
              {product.apis}
            </TCell>
            <TCell>{cardWords(product).approval}</TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}
