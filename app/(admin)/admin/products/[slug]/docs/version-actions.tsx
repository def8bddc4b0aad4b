import { Download } from 'lucide-react';
import { buttonClass } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { DocumentLine } from '@/core/api-docs/list-documents';
import { deleteDocumentAction, restoreDocumentAction } from './actions';

type Props = {
  slug: string;
  apiName: string;
  document: Pick<DocumentLine, 'id' | 'version' | 'state'>;
  mayChange: boolean;
};

/** What can be done with one version: take its source, make it live again, delete it. */
export function VersionActions({ slug, apiName, document, mayChange }: Props) {
  const { id, version, state } = document;
  const hidden = { documentId: id };
  return (
    <div className="flex justify-end gap-1.5">
      {mayChange && state === 'superseded' && (
        <ConfirmDialog
          trigger="Make live again"
          triggerVariant="secondary"
          triggerSize="sm"
          confirmVariant="primary"
          title={`Make version ${version} of ${apiName} live again?`}
          consequences={[
            'It becomes the newest version, with the same source, and is read once more.',
            'The version that is live stays so until then, and is kept.',
          ]}
          action={restoreDocumentAction}
          hidden={hidden}
        />
      )}
      {mayChange && state !== 'live' && (
        <ConfirmDialog
          trigger="Delete"
          triggerSize="sm"
          title={`Delete version ${version} of ${apiName}?`}
          consequences={[
            state === 'processing' ? 'It will not go live.' : 'Its source and its report are gone for good.',
            'Nothing changes for developers.',
          ]}
          action={deleteDocumentAction}
          hidden={hidden}
        />
      )}
      <a
        href={`/admin/products/${slug}/docs/${id}/source`}
        download
        className={buttonClass({ variant: 'ghost', size: 'sm' })}
        aria-label={`Download version ${version}`}
        title={`Download version ${version}`}
      >
        <Download aria-hidden="true" />
      </a>
    </div>
  );
}
