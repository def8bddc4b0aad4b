'use client';

import { type AskedField, AskedFields } from '@/components/forms/asked-fields';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { AcceptTerms } from '../../accept-terms';
import { NewPasswordFields } from '../../new-password-fields';
import { acceptAsNewcomerAction } from './actions';

type Props = {
  token: string;
  email: string;
  firstName: string;
  lastName: string;
  fields: readonly AskedField[];
  hasTerms: boolean;
};

/** What an account needs besides the address, which the link has proven. */
export function NewcomerForm({ token, email, firstName, lastName, fields, hasTerms }: Props) {
  return (
    <ActionForm action={acceptAsNewcomerAction} hidden={{ code: token }} confirm="none">
      {/* Password managers file the new password under this name. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="firstName" label="First name">
          <Input autoComplete="given-name" defaultValue={firstName} maxLength={80} />
        </Field>
        <Field name="lastName" label="Last name">
          <Input autoComplete="family-name" defaultValue={lastName} maxLength={80} />
        </Field>
      </div>
      <NewPasswordFields />
      <AskedFields fields={fields} prefix="signUp" />
      {hasTerms && <AcceptTerms />}
      <SubmitButton className="w-full">Accept invitation</SubmitButton>
    </ActionForm>
  );
}
