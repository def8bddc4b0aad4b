import type { FormAction } from '@/core/form-state';
import { ActionForm } from '../ui/action-form';
import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { SubmitButton } from '../ui/submit-button';

/** Renames a team. */
export function TeamNameForm({ teamId, name, action }: { teamId: string; name: string; action: FormAction }) {
  return (
    <ActionForm action={action} hidden={{ teamId }}>
      <Field name="name" label="Team name">
        <Input defaultValue={name} maxLength={120} autoComplete="off" />
      </Field>
      <SubmitButton className="justify-self-start" variant="secondary">
        Rename
      </SubmitButton>
    </ActionForm>
  );
}
