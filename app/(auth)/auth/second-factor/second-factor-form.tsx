'use client';

import { PasskeyForm } from '@/components/forms/passkey-form';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { answerSecondFactorAction, beginPasskeySignInAction, signInWithPasskeyAction } from './actions';

/** The second half of a login: a code of the authenticator, or a recovery code in the same field. */
export function SecondFactorForm({ next }: { next: string }) {
  return (
    <ActionForm action={answerSecondFactorAction} hidden={{ next }}>
      <Field name="code" label="Code" hint="The six digits that your authenticator app shows, or a recovery code.">
        <Input autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} maxLength={60} autoFocus />
      </Field>
      <SubmitButton className="w-full">Log in</SubmitButton>
    </ActionForm>
  );
}

/** Logs in with a passkey alone: it is both factors. */
export function PasskeySignInForm({ next }: { next: string }) {
  return (
    <PasskeyForm
      begin={beginPasskeySignInAction}
      finish={signInWithPasskeyAction}
      act="use"
      label="Use a passkey"
      hidden={{ next }}
    />
  );
}
