import { BookOpen } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import type { ProductApi } from '@/core/products/get-product';

/** The APIs of a product: where each is called, and its documentation. No table: a base URL must fit a phone. */
export function ApiList({ productSlug, apis }: { productSlug: string; apis: readonly ProductApi[] }) {
  return (
    <ul aria-label="APIs" className="card divide-y divide-line">
      {apis.map((api) => (
        <li
          key={api.slug}
          className="grid items-center gap-x-8 gap-y-3 px-5 py-4 md:grid-cols-[minmax(10rem,1fr)_minmax(0,2fr)_11rem]"
        >
          <h3 className="font-medium [overflow-wrap:anywhere]">{api.name}</h3>
          <BaseUrl api={api} />
          <p className="md:text-right">
            <Documentation api={api} productSlug={productSlug} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function BaseUrl({ api }: { api: ProductApi }) {
  if (api.baseUrl === null) return <p className="text-ink-muted text-sm">Not called through this portal’s gateway</p>;
  return (
    <dl className="min-w-0">
      <dt className="text-ink-muted text-sm">Base URL</dt>
      <dd className="flex items-center gap-1.5">
        <code className="min-w-0 text-sm [overflow-wrap:anywhere]">{api.baseUrl}</code>
        <CopyButton text={api.baseUrl} label={`Copy the base URL of ${api.name}`} iconOnly />
      </dd>
    </dl>
  );
}

function Documentation({ api, productSlug }: { api: ProductApi; productSlug: string }) {
  if (api.documentation === 'being_prepared') return <Badge tone="info">Documentation being prepared</Badge>;
  if (api.documentation === 'none') return <span className="text-ink-muted text-sm">No documentation yet</span>;
  return (
    <Link
      href={`/products/${productSlug}/docs/${encodeURIComponent(api.slug)}`}
      className="link inline-flex items-center gap-1.5"
    >
      <BookOpen aria-hidden="true" className="size-4" />
      Documentation<span className="sr-only"> of {api.name}</span>
    </Link>
  );
}
