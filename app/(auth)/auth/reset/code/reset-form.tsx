'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { NewPasswordFields } from '../../../new-password-fields';
import { resetPasswordAction } from './actions';

/** A new password for the account of the link. */
export function ResetForm({ token, email }: { token: string; email: string }) {
  return (
    <ActionForm action={resetPasswordAction} hidden={{ code: token }}>
      {/* Password managers file the new password under this name. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordFields label="New password" />
      <SubmitButton className="w-full">Reset</SubmitButton>
    </ActionForm>
  );
}
