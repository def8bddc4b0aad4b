import Link from 'next/link';
import type { ReactNode } from 'react';
import { SectionHeader } from '@/components/ui/page-header';
import { FOUND_MAX, type Found, type FoundOperation } from '@/core/search/search-offer';

/** What was found, kind by kind, best first. */
export function Results({ found: { products, guides, operations, pages } }: { found: Found }) {
  return (
    <>
      <Kind id="products" title="Products" count={products.length}>
        {products.map(({ slug, name, summary }) => (
          <Hit key={slug} href={`/products/${slug}`} title={name} about={summary} />
        ))}
      </Kind>
      <Kind id="guides" title="Guides" count={guides.length}>
        {guides.map(({ productSlug, productName, slug, title }) => (
          <Hit
            key={`${productSlug} ${slug}`}
            href={`/products/${productSlug}/guides/${encodeURIComponent(slug)}`}
            title={title}
            about={productName}
          />
        ))}
      </Kind>
      <Kind id="pages" title="Pages" count={pages.length}>
        {pages.map(({ slug, title }) => (
          <Hit key={slug} href={`/pages/${slug}`} title={title} about="" />
        ))}
      </Kind>
      <Kind id="operations" title="Operations" count={operations.length}>
        {operations.map((operation) => (
          <OperationHit key={`${operation.productSlug} ${operation.apiSlug} ${operation.slug}`} operation={operation} />
        ))}
      </Kind>
    </>
  );
}

function Kind({ id, title, count, children }: { id: string; title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section aria-labelledby={id} className="grid gap-3">
      <SectionHeader id={id} title={title} {...(count >= FOUND_MAX && { description: `The first ${FOUND_MAX}.` })} />
      <ul className="card divide-y divide-line overflow-hidden">{children}</ul>
    </section>
  );
}

const HIT = 'grid gap-0.5 px-5 py-3.5 -outline-offset-2 hover:bg-muted [overflow-wrap:anywhere]';

function Hit({ href, title, about }: { href: string; title: string; about: string }) {
  return (
    <li>
      <Link href={href} className={HIT}>
        <span className="font-medium">{title}</span>
        {about && <span className="line-clamp-2 text-ink-muted text-sm">{about}</span>}
      </Link>
    </li>
  );
}

function OperationHit({ operation }: { operation: FoundOperation }) {
  const { productSlug, productName, apiSlug, apiName, slug, method, path, summary } = operation;
  const place = apiName === productName ? productName : `${productName} · ${apiName}`;
  return (
    <li>
      <Link
        href={`/products/${productSlug}/docs/${encodeURIComponent(apiSlug)}/${encodeURIComponent(slug)}`}
        className={HIT}
      >
        <span className="flex flex-wrap items-baseline justify-between gap-x-6">
          <span className="font-medium">{summary || slug}</span>
          <span className="text-ink-muted text-sm">{place}</span>
        </span>
        <code className="text-ink-muted text-sm">
          {method.toUpperCase()} {path}
        </code>
      </Link>
    </li>
  );
}
