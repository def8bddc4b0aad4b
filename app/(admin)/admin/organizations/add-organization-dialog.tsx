import { Plus } from 'lucide-react';
import { ActionForm } from '@/components/ui/action-form';
import { Dialog, DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { createOrganizationAction } from './actions';

/** Makes an organization by hand, with its default team. */
export function AddOrganizationDialog() {
  return (
    <Dialog
      trigger="Add organization"
      triggerVariant="primary"
      triggerIcon={<Plus aria-hidden="true" />}
      title="Add organization"
      description="A default team is made with it. Its people are added afterwards."
    >
      <ActionForm action={createOrganizationAction}>
        <Field name="name" label="Name">
          <Input maxLength={120} autoComplete="off" />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <DialogCancel />
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  );
}
