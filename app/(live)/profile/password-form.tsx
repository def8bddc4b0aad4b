'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { SubmitButton } from '@/components/ui/submit-button';
import { changePasswordAction } from './actions';

/** The current password and a new one, twice. */
export function PasswordForm({ email }: { email: string }) {
  return (
    <ActionForm action={changePasswordAction} resetOnDone>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field name="currentPassword" label="Current password">
        <PasswordInput autoComplete="current-password" />
      </Field>
      <Field name="newPassword" label="New password" hint="At least 12 characters.">
        <PasswordInput autoComplete="new-password" minLength={12} maxLength={128} />
      </Field>
      <Field name="confirmPassword" label="Confirm password">
        <PasswordInput autoComplete="new-password" />
      </Field>
      <SubmitButton className="justify-self-start">Change password</SubmitButton>
    </ActionForm>
  );
}
