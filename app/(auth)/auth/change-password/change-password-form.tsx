'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { SubmitButton } from '@/components/ui/submit-button';
import { NewPasswordFields } from '../../new-password-fields';
import { changeForcedPasswordAction } from './actions';

/** The current password and a new one. */
export function ChangePasswordForm({ email }: { email: string }) {
  return (
    <ActionForm action={changeForcedPasswordAction}>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field name="currentPassword" label="Current password">
        <PasswordInput autoComplete="current-password" />
      </Field>
      <NewPasswordFields name="newPassword" label="New password" />
      <SubmitButton className="w-full">Change password</SubmitButton>
    </ActionForm>
  );
}
