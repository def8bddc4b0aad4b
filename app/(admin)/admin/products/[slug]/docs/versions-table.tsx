import Link from 'next/link';
import { StatusBadge } from '@/components/ui/badge';
import { Table, TBody, TCell, TH, THead, TRow } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import type { DocumentLine } from '@/core/api-docs/list-documents';
import { documentStateWords, remarksWords, sizeWords } from './document-words';
import { VersionActions } from './version-actions';

type Props = {
  slug: string;
  apiName: string;
  documents: readonly DocumentLine[];
  mayChange: boolean;
  now: Date;
};

/** Every version that is kept, newest first. */
export function VersionsTable({ slug, apiName, documents, mayChange, now }: Props) {
  return (
    <Table label={`Versions of ${apiName}`}>
      <THead>
        <TH>Version</TH>
        <TH>State</TH>
        <TH>Report</TH>
        <TH hideBelow="md">Brought</TH>
        <TH hideBelow="lg">OpenAPI</TH>
        <TH hideBelow="lg" align="end">
          Size
        </TH>
        <TH label="What can be done" fit />
      </THead>
      <TBody>
        {documents.map((document) => (
          <TRow key={document.id}>
            <TCell rowHeader>
              <Link href={`/admin/products/${slug}/docs/${document.id}`} className="link">
                Version {document.version}
              </Link>
            </TCell>
            <TCell>
              <StatusBadge tone={documentStateWords[document.state].tone}>
                {documentStateWords[document.state].word}
              </StatusBadge>
            </TCell>
            <TCell>
              <Report slug={slug} document={document} />
            </TCell>
            <TCell hideBelow="md">
              <Time value={document.createdAt} now={now} />
              {document.by && <span className="text-ink-muted"> by {document.by}</span>}
            </TCell>
            <TCell hideBelow="lg">{document.openapi ?? '–'}</TCell>
            <TCell hideBelow="lg" align="end">
              {sizeWords(document.bytes)}
            </TCell>
            <TCell fit align="end">
              <VersionActions slug={slug} apiName={apiName} document={document} mayChange={mayChange} />
            </TCell>
          </TRow>
        ))}
      </TBody>
    </Table>
  );
}

function Report({ slug, document }: { slug: string; document: DocumentLine }) {
  if (document.state === 'processing') return <span className="text-ink-muted">Not yet</span>;
  if (document.problems === 0) return 'Nothing to remark';
  return (
    <Link href={`/admin/products/${slug}/docs/${document.id}#report`} className="link">
      {remarksWords(document.problems)}
    </Link>
  );
}
