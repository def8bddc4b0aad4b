'use client';

import { type AskedField, AskedFields } from '@/components/forms/asked-fields';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeProfileAction } from './actions';

type Props = {
  firstName: string;
  lastName: string;
  fields: readonly AskedField[];
  values: Readonly<Record<string, string>>;
  /** Whether some of the answers travel with keys. */
  hasAnswersInKeys: boolean;
};

/** One's names and the answers to the sign-up fields. */
export function ProfileForm({ firstName, lastName, fields, values, hasAnswersInKeys }: Props) {
  return (
    <ActionForm action={changeProfileAction}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="firstName" label="First name">
          <Input autoComplete="given-name" defaultValue={firstName} maxLength={80} />
        </Field>
        <Field name="lastName" label="Last name">
          <Input autoComplete="family-name" defaultValue={lastName} maxLength={80} />
        </Field>
      </div>
      <AskedFields fields={fields} prefix="signUp" values={values} />
      {hasAnswersInKeys && (
        <p className="field-hint">New keys carry these answers. Keys that exist keep those that they were made with.</p>
      )}
      <SubmitButton className="justify-self-start">Save</SubmitButton>
    </ActionForm>
  );
}
