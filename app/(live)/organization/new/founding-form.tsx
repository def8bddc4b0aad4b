import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { requestOrganizationAction } from './actions';

type Earlier = { name: string; purpose: string };

/** What the organization is called and what it is for. `earlier` is what was asked for before, and rejected. */
export function FoundingForm({ isAutomatic, earlier }: { isAutomatic: boolean; earlier: Earlier | null }) {
  return (
    <ActionForm action={requestOrganizationAction}>
      <Field name="name" label="Organization name" hint="As your teammates and the admins of this portal will see it.">
        <Input defaultValue={earlier?.name} maxLength={120} autoComplete="organization" />
      </Field>
      <Field
        name="purpose"
        label="What for"
        required={false}
        hint={isAutomatic ? 'Admins of this portal can read it.' : 'An admin reads it before deciding.'}
      >
        <Textarea defaultValue={earlier?.purpose} rows={4} maxLength={1000} />
      </Field>
      <div>
        <SubmitButton>Create an organization</SubmitButton>
      </div>
    </ActionForm>
  );
}
