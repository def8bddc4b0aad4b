'use client';

import Link from 'next/link';
import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { useFieldState } from '@/components/ui/form-context';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { SubmitButton } from '@/components/ui/submit-button';
import { logInAction } from './actions';

/** Address and password; goes on to `next`. Whose address is not verified yet can have the link sent again. */
export function LoginForm({ next }: { next: string }) {
  return (
    <ActionForm action={logInAction} hidden={{ next }} confirm="inline">
      <Field name="email" label="Email">
        <Input type="email" autoComplete="username" inputMode="email" maxLength={254} />
      </Field>
      <Field
        name="password"
        label="Password"
        aside={
          <Link href="/auth/forgot" className="link">
            Forgot password?
          </Link>
        }
      >
        <PasswordInput autoComplete="current-password" />
      </Field>
      <SubmitButton className="w-full" name="intent" value="log_in">
        Log in
      </SubmitButton>
      <ResendOffer />
    </ActionForm>
  );
}

function ResendOffer() {
  const isUnverified = useFieldState('unverified').error !== undefined;
  if (!isUnverified) return null;
  return (
    <SubmitButton variant="secondary" className="w-full" name="intent" value="resend">
      Send the link again
    </SubmitButton>
  );
}
