import { Eye } from 'lucide-react';
import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import type { PageForAdmin } from '@/core/pages/get-page-for-admin';
import { deletePageAction, discardPageDraftAction, publishPageAction, unpublishPageAction } from '../actions';

/** What can be done with a page as a whole. Who may only read gets the way to look at it. */
export function PageActs({ page, mayChange }: { page: PageForAdmin; mayChange: boolean }) {
  const { slug, title, isPublished, hasDraft } = page;
  const hidden = { pageId: page.id, version: String(page.version) };
  const look = (
    <ButtonLink href={hasDraft ? `/pages/${slug}?draft` : `/pages/${slug}`}>
      <Eye aria-hidden="true" />
      {hasDraft ? 'Preview' : 'Open'}
    </ButtonLink>
  );
  if (!mayChange) return look;
  return (
    <>
      {look}
      {hasDraft && (
        <ActionForm action={publishPageAction} hidden={hidden} summary aria-label="Publish the page">
          <SubmitButton>Publish</SubmitButton>
        </ActionForm>
      )}
      {hasDraft && isPublished && (
        <ConfirmDialog
          trigger="Discard the draft"
          triggerVariant="secondary"
          title={`Discard the draft of ${title}?`}
          consequences={['What is live stays as it is.']}
          action={discardPageDraftAction}
          hidden={hidden}
        />
      )}
      {isPublished && (
        <ConfirmDialog
          trigger="Unpublish"
          triggerVariant="secondary"
          title={`Unpublish ${title}?`}
          consequences={['Only admins see it then.', 'Links to it leave the menu and the footer.']}
          action={unpublishPageAction}
          hidden={hidden}
        />
      )}
      <ConfirmDialog
        trigger="Delete"
        title={`Delete ${title}?`}
        consequences={[
          isPublished ? 'Whoever opens its address finds nothing.' : 'Nobody but admins has seen it.',
          'Its last words stay in the audit log.',
        ]}
        confirmLabel="Delete the page"
        action={deletePageAction}
        hidden={hidden}
      />
    </>
  );
}
