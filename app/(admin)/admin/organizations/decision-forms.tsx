import { type KeptReason, ReasonField } from '@/components/asking/reason-field';
import { ActionForm } from '@/components/ui/action-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import { approveOrganizationAction, rejectOrganizationAction } from './actions';

/** Yes, or no with a reason. In a list the buttons are smaller, and the name tells them apart from the others. */
export function DecisionForms({
  id,
  name,
  reasons = [],
  isInList = false,
}: {
  id: string;
  name: string;
  /** Kept ones, to take the reason from. */
  reasons?: readonly KeptReason[];
  isInList?: boolean;
}) {
  const small = isInList && { size: 'sm' as const, variant: 'secondary' as const, 'aria-label': `Approve ${name}` };
  return (
    <div className={`flex flex-wrap items-center gap-2 ${isInList ? 'justify-end' : ''}`}>
      <ActionForm action={approveOrganizationAction} hidden={{ organizationId: id }}>
        <SubmitButton {...small}>Approve</SubmitButton>
      </ActionForm>
      <ConfirmDialog
        trigger="Reject"
        {...(isInList && { triggerSize: 'sm' as const })}
        title={`Reject ${name}?`}
        consequences={[
          'Whoever asked stays in the default organization, with their apps and keys.',
          'They are told why, and may try again.',
        ]}
        action={rejectOrganizationAction}
        hidden={{ organizationId: id }}
      >
        <ReasonField hint="Whoever asked reads it." reasons={reasons} />
      </ConfirmDialog>
    </div>
  );
}
