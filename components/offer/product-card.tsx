import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '../ui/badge';
import { cardWords } from './card-words';
import { ProductMark } from './product-mark';
import { ProductStateBadge } from './product-state';

/** A product as a list knows it. */
export type ProductLine = {
  slug: string;
  name: string;
  summary: string;
  logoHref?: string | null;
  tags: readonly string[];
  isFeatured: boolean;
  state: 'draft' | 'published' | 'deprecated' | 'retired';
  isDocumentationOnly: boolean;
  apis: number;
  plans: number;
  approval: 'auto' | 'admin' | 'by_plan' | null;
};

/** More would push the cards of one row apart. */
const TAGS_SHOWN = 4;

/** Products side by side. `label` names the list; in a list of featured ones the mark says nothing. */
export function ProductGrid({
  label,
  products,
  headingLevel,
  marksFeatured = true,
}: {
  label: string;
  products: readonly ProductLine[];
  headingLevel: 2 | 3;
  marksFeatured?: boolean;
}) {
  return (
    <ul aria-label={label} className="grid gap-4 sm:grid-cols-2 sm:gap-5 lg:grid-cols-3">
      {products.map((product) => (
        <ProductCard key={product.slug} product={product} headingLevel={headingLevel} marksFeatured={marksFeatured} />
      ))}
    </ul>
  );
}

/** The whole card takes the mouse; the link in it says *More info* and is described by the product's name. */
function ProductCard({
  product,
  headingLevel,
  marksFeatured,
}: {
  product: ProductLine;
  headingLevel: 2 | 3;
  marksFeatured: boolean;
}) {
  const Heading = `h${headingLevel}` as const;
  const nameId = `product-${product.slug}`;
  const { size, approval } = cardWords(product);
  return (
    <li className="card card-link relative flex! flex-col gap-4 p-5">
      <div className="flex items-center gap-3">
        <ProductMark name={product.name} logoHref={product.logoHref} />
        <div className="grid min-w-0 gap-1">
          <Heading id={nameId} className="font-semibold [overflow-wrap:anywhere]">
            {product.name}
          </Heading>
          <Badges state={product.state} isFeatured={product.isFeatured && marksFeatured} />
        </div>
      </div>
      {product.summary && (
        <p className="line-clamp-3 text-ink-muted text-sm [overflow-wrap:anywhere]">{product.summary}</p>
      )}
      <Tags tags={product.tags} />
      <div className="mt-auto flex items-end justify-between gap-3 border-line border-t pt-4 text-sm">
        <div className="grid min-w-0 gap-0.5 text-ink-muted">
          {size && <p>{size}</p>}
          <p>{approval}</p>
        </div>
        <Link
          href={`/products/${product.slug}`}
          aria-describedby={nameId}
          className="inline-flex flex-none items-center gap-1 rounded-sm font-medium text-accent-text after:absolute after:inset-0 after:rounded-lg after:content-['']"
        >
          More info
          <ArrowRight aria-hidden="true" className="size-4" />
        </Link>
      </div>
    </li>
  );
}

function Badges({ state, isFeatured }: { state: ProductLine['state']; isFeatured: boolean }) {
  if (state === 'published' && !isFeatured) return null;
  return (
    <p className="flex flex-wrap gap-1.5">
      {isFeatured && <Badge tone="accent">Featured</Badge>}
      <ProductStateBadge state={state} />
    </p>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  const more = tags.length - TAGS_SHOWN;
  return (
    <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <li key={tag} className="min-w-0">
          <Badge className="max-w-full truncate">{tag}</Badge>
        </li>
      ))}
      {more > 0 && <li className="text-ink-muted text-xs">and {more} more</li>}
    </ul>
  );
}
