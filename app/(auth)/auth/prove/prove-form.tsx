'use client';

import { PasskeyForm } from '@/components/forms/passkey-form';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { SubmitButton } from '@/components/ui/submit-button';
import { beginPasskeyProofAction, proveByCodeAction, proveByPasskeyAction, proveByPasswordAction } from './actions';

/** One's own password, for somebody who is logged in. */
export function PasswordProofForm({ next, email }: { next: string; email: string }) {
  return (
    <ActionForm action={proveByPasswordAction} hidden={{ next }}>
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field name="password" label="Password">
        <PasswordInput autoComplete="current-password" />
      </Field>
      <SubmitButton className="w-full">Confirm</SubmitButton>
    </ActionForm>
  );
}

/** A code of one's authenticator, or a recovery code. */
export function CodeProofForm({ next }: { next: string }) {
  return (
    <ActionForm action={proveByCodeAction} hidden={{ next }}>
      <Field name="code" label="Code" hint="The six digits that your authenticator app shows, or a recovery code.">
        <Input autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} maxLength={60} />
      </Field>
      <SubmitButton className="w-full">Confirm</SubmitButton>
    </ActionForm>
  );
}

/** One of one's passkeys. */
export function PasskeyProofForm({ next }: { next: string }) {
  return (
    <PasskeyForm
      begin={beginPasskeyProofAction}
      finish={proveByPasskeyAction}
      act="use"
      label="Use a passkey"
      hidden={{ next }}
    />
  );
}
