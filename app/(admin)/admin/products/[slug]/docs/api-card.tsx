import Link from 'next/link';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DOCUMENT_BYTES_MAX } from '@/core/api-docs/document-limits';
import type { ApiDocuments, DocumentLine } from '@/core/api-docs/list-documents';
import { VERSIONS_KEPT } from '@/core/api-docs/store-document';
import { FetchForm } from './fetch-form';
import { UploadForm } from './upload-form';
import { VersionsTable } from './versions-table';

type Props = { slug: string; api: ApiDocuments; mayChange: boolean; now: Date };

/** One API of the product: what is live, what is being read, the ways to bring the next version, and all that are kept. */
export function ApiCard({ slug, api, mayChange, now }: Props) {
  const { documents } = api;
  const live = documents.find(({ state }) => state === 'live');
  const [newest] = documents;
  return (
    <Card
      title={api.name}
      description={liveWords(live)}
      actions={
        live && (
          <ButtonLink size="sm" href={`/products/${slug}/docs/${encodeURIComponent(api.slug)}`}>
            Open the reference
          </ButtonLink>
        )
      }
    >
      <div className="grid gap-5">
        {newest && <Progress slug={slug} newest={newest} live={live} />}
        {mayChange && (
          <div className="grid items-start gap-x-8 gap-y-5 lg:grid-cols-2">
            <UploadForm
              action={`/api/admin/products/${encodeURIComponent(slug)}/documents/${api.id}`}
              apiName={api.name}
              maxBytes={DOCUMENT_BYTES_MAX}
            />
            <FetchForm productApiId={api.id} url={documents.find(({ sourceUrl }) => sourceUrl)?.sourceUrl ?? ''} />
          </div>
        )}
        {documents.length > 0 && (
          <div className="grid gap-2">
            <VersionsTable slug={slug} apiName={api.name} documents={documents} mayChange={mayChange} now={now} />
            <p className="text-ink-muted text-sm">
              The {VERSIONS_KEPT} newest versions are kept, and the live one for as long as it is live.
            </p>
          </div>
        )}
      </div>
    </Card>
  );
}

function liveWords(live: DocumentLine | undefined): string {
  if (!live) return 'No document is live: this API has no reference yet.';
  return `Version ${live.version} is live: ${live.title || 'without a title'}, OpenAPI ${live.openapi ?? 'of an unknown version'}.`;
}

/** What became of the newest version, unless it is simply live. */
function Progress({ slug, newest, live }: { slug: string; newest: DocumentLine; live: DocumentLine | undefined }) {
  const meanwhile = live ? `Version ${live.version} stays live until the new one is good.` : '';
  if (newest.state === 'processing') {
    return (
      <Alert live title={`Version ${newest.version} is being read`}>
        {meanwhile} You can leave this page; it refreshes itself while you stay.
      </Alert>
    );
  }
  if (newest.state !== 'failed') return null;
  return (
    <Alert tone="danger" live title={`Version ${newest.version} cannot be shown`}>
      {live ? `Version ${live.version} stays live. ` : ''}
      <Link href={`/admin/products/${slug}/docs/${newest.id}`} className="link">
        See what is wrong with it
      </Link>
      .
    </Alert>
  );
}
