'use client';

import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';

/** A new password, twice. `name` and `label` differ between registering and changing one. */
export function NewPasswordFields({ name = 'password', label = 'Password' }: { name?: string; label?: string }) {
  return (
    <>
      <Field name={name} label={label} hint="At least 12 characters. A few words in a row are easy to remember.">
        <PasswordInput autoComplete="new-password" minLength={12} maxLength={128} />
      </Field>
      <Field name="confirmPassword" label="Confirm password">
        <PasswordInput autoComplete="new-password" />
      </Field>
    </>
  );
}
