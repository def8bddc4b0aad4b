import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { SectionHeader } from '@/components/ui/page-header';
import type { CatalogLine } from '@/core/catalogs/list-catalogs';

/** More belong on their own page. */
const SHOWN_MAX = 6;

/** The catalogs that the visitor may see, with how much is in each. One catalog alone is what the products show. */
export function HomeCatalogs({ catalogs }: { catalogs: readonly CatalogLine[] }) {
  if (catalogs.length < 2) return null;
  return (
    <section aria-labelledby="catalogs" className="grid gap-5">
      <SectionHeader
        id="catalogs"
        title="Catalogs"
        actions={
          <Link href="/catalogs" className="link">
            See all catalogs
          </Link>
        }
      />
      <ul className="grid gap-4 sm:grid-cols-2 sm:gap-5 lg:grid-cols-3">
        {catalogs.slice(0, SHOWN_MAX).map((catalog) => (
          <CatalogCard key={catalog.slug} catalog={catalog} />
        ))}
      </ul>
    </section>
  );
}

function CatalogCard({ catalog }: { catalog: CatalogLine }) {
  const { slug, name, description, visibility, products } = catalog;
  return (
    <li className="card card-link relative flex! flex-col gap-2 p-5">
      <h3 className="flex flex-wrap items-center justify-between gap-2 font-semibold [overflow-wrap:anywhere]">
        <Link
          href={`/catalogs/${slug}`}
          className="rounded-sm after:absolute after:inset-0 after:rounded-lg after:content-['']"
        >
          {name}
        </Link>
        {visibility === 'private' && <Badge>For your organization</Badge>}
      </h3>
      {description && <p className="line-clamp-2 text-ink-muted text-sm [overflow-wrap:anywhere]">{description}</p>}
      <p className="mt-auto flex items-center justify-between gap-3 pt-1 text-ink-muted text-sm">
        {products === 1 ? '1 product' : `${products} products`}
        <ArrowRight aria-hidden="true" className="size-4 text-accent-text" />
      </p>
    </li>
  );
}
