import { ActionForm } from '@/components/ui/action-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import type { AdminLine } from '@/core/admins/list-admins';
import { activateAdminAction, deactivateAdminAction, removeAdminAction, resendAdminInvitationAction } from '../actions';

/** What an owner can do with another admin's account. */
export function AdminActs({ admin }: { admin: AdminLine }) {
  const hidden = { userId: admin.id };
  return (
    <>
      {admin.status === 'active' && !admin.hasJoined && (
        <ActionForm action={resendAdminInvitationAction} hidden={hidden} summary={false}>
          <SubmitButton variant="secondary">Send invite</SubmitButton>
        </ActionForm>
      )}
      {admin.status === 'active' ? (
        <ConfirmDialog
          trigger="Deactivate"
          title={`Deactivate ${admin.name}?`}
          consequences={['Their sessions end at once.', 'They cannot log in until somebody activates them again.']}
          action={deactivateAdminAction}
          hidden={hidden}
        />
      ) : (
        <ActionForm action={activateAdminAction} hidden={hidden} summary={false}>
          <SubmitButton variant="secondary">Activate</SubmitButton>
        </ActionForm>
      )}
      <ConfirmDialog
        trigger="Remove"
        title={`Remove ${admin.name}?`}
        consequences={[
          'The account is deleted, and their sessions and tokens end at once.',
          'What they decided stays in the history.',
        ]}
        confirmLabel="Remove admin"
        typeName={admin.name}
        action={removeAdminAction}
        hidden={hidden}
      />
    </>
  );
}
