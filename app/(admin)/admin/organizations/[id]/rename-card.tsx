import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { renameOrganizationAction } from '../actions';

/** The organization's name, to be changed. */
export function RenameCard({ id, name }: { id: string; name: string }) {
  return (
    <Card title="Name">
      <ActionForm action={renameOrganizationAction} hidden={{ organizationId: id }} summary={false}>
        <Field name="name" label="Name" labelHidden>
          <Input key={name} defaultValue={name} maxLength={120} autoComplete="off" />
        </Field>
        <div>
          <SubmitButton variant="secondary">Save</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  );
}
