import { ActionForm } from '@/components/ui/action-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { approveOrganizationAction, rejectOrganizationAction } from './actions';

/** Yes, or no with a reason. In a list the buttons are smaller, and the name tells them apart from the others. */
export function DecisionForms({ id, name, isInList = false }: { id: string; name: string; isInList?: boolean }) {
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
        <Field name="reason" label="Reason" hint="Whoever asked reads it.">
          <Textarea rows={3} maxLength={1000} />
        </Field>
      </ConfirmDialog>
    </div>
  );
}
