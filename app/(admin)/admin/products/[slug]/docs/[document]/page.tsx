import type { Metadata } from 'next';
import Link from 'next/link';
import { RefreshWhileMoving } from '@/app/(live)/keys/refresh-while-moving';
import { Alert } from '@/components/ui/alert';
import { StatusBadge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Facts } from '@/components/ui/facts';
import { SectionHeader } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import { type DocumentVersion, getDocument } from '@/core/api-docs/get-document';
import { can } from '@/core/policy';
import { requireAdmin } from '@/server/context';
import { orNotFound } from '@/server/or-not-found';
import { ProductFrame } from '../../product-frame';
import { documentStateWords, sizeWords } from '../document-words';
import { VersionActions } from '../version-actions';
import { ReportTable } from './report-table';

export const metadata: Metadata = { title: 'Document version' };

export default async function DocumentPage({ params }: PageProps<'/admin/products/[slug]/docs/[document]'>) {
  const { slug, document: documentId } = await params;
  const ctx = await requireAdmin(`/admin/products/${slug}/docs/${documentId}`);
  const document = await orNotFound(getDocument(ctx, { slug, documentId }));
  return (
    <ProductFrame ctx={ctx} slug={slug}>
      {document.state === 'processing' && <RefreshWhileMoving seconds={2} />}
      <Card
        title={
          <span className="flex flex-wrap items-center gap-2">
            Version {document.version} of {document.api.name}
            <StatusBadge tone={documentStateWords[document.state].tone}>
              {documentStateWords[document.state].word}
            </StatusBadge>
          </span>
        }
        description={
          <Link href={`/admin/products/${slug}/docs`} className="link">
            All versions
          </Link>
        }
        actions={
          <VersionActions
            slug={slug}
            apiName={document.api.name}
            document={document}
            mayChange={can(ctx.actor, 'offer.change')}
          />
        }
      >
        <DocumentFacts document={document} now={ctx.now()} />
      </Card>
      <section aria-labelledby="report" className="grid gap-3">
        <SectionHeader id="report" title="Report" description={reportWords(document)} />
        <Report document={document} />
      </section>
    </ProductFrame>
  );
}

function DocumentFacts({ document, now }: { document: DocumentVersion; now: Date }) {
  return (
    <Facts
      facts={[
        document.title !== null && { label: 'Title', value: document.title },
        document.openapi !== null && { label: 'OpenAPI', value: document.openapi },
        { label: 'Size', value: sizeWords(document.bytes) },
        {
          label: 'Brought',
          value: (
            <>
              <Time value={document.createdAt} now={now} format="moment" />
              {document.by && ` by ${document.by}`}
            </>
          ),
        },
        document.sourceUrl !== null && {
          label: 'Fetched from',
          value: <span className="[overflow-wrap:anywhere]">{document.sourceUrl}</span>,
        },
        document.liveAt !== null && {
          label: 'Went live',
          value: <Time value={document.liveAt} now={now} format="moment" />,
        },
      ]}
    />
  );
}

function reportWords({ state, report }: DocumentVersion): string {
  if (state === 'processing') return 'The document is being read. This page refreshes itself.';
  if (state === 'failed') return 'The document cannot be shown as long as this is so.';
  if (report.length === 0) return 'Nothing to remark.';
  return 'The rest of the document is shown all the same.';
}

function Report({ document }: { document: DocumentVersion }) {
  const { state, report } = document;
  if (state === 'processing') return null;
  if (report.length > 0) return <ReportTable report={report} />;
  if (state === 'failed') return <Alert tone="danger">No reason was written down. Upload the document again.</Alert>;
  return null;
}
