import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import type { ProductApi } from '@/core/products/get-product';

/** The APIs of a product: where each is called, and its documentation. */
export function ApiTable({ productSlug, apis }: { productSlug: string; apis: readonly ProductApi[] }) {
  return (
    <Table label="APIs">
      <THead>
        <TH>API</TH>
        <TH>Base URL</TH>
        <TH>Documentation</TH>
      </THead>
      <TBody>
        {apis.map((api) => (
          <TRow key={api.slug}>
            <TCell rowHeader>{api.name}</TCell>
            <TCell>
              <BaseUrl api={api} />
            </TCell>
            <TCell>
              <Documentation api={api} productSlug={productSlug} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function BaseUrl({ api }: { api: ProductApi }) {
  if (api.baseUrl === null) return <span className="text-ink-muted">Not called through this portal’s gateway</span>;
  return (
    <span className="flex items-center gap-1">
      <code className="text-sm">{api.baseUrl}</code>
      <CopyButton text={api.baseUrl} label={`Copy the base URL of ${api.name}`} iconOnly />
    </span>
  );
}

function Documentation({ api, productSlug }: { api: ProductApi; productSlug: string }) {
  if (api.documentation === 'being_prepared') return <Badge tone="info">Being prepared</Badge>;
  if (api.documentation === 'none') return <span className="text-ink-muted">None yet</span>;
  return (
    <Link href={`/products/${productSlug}/docs/${encodeURIComponent(api.slug)}`} className="link whitespace-nowrap">
      Read<span className="sr-only"> the documentation of {api.name}</span>
    </Link>
  );
}
