'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { NewPasswordFields } from '../../new-password-fields';
import { createFirstAdminAction } from './actions';

/** Who the first admin is. */
export function FirstAdminForm({ token }: { token: string }) {
  return (
    <ActionForm action={createFirstAdminAction} hidden={{ code: token }}>
      <Field name="email" label="Email">
        <Input type="email" autoComplete="email" inputMode="email" maxLength={254} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="firstName" label="First name">
          <Input autoComplete="given-name" maxLength={80} />
        </Field>
        <Field name="lastName" label="Last name">
          <Input autoComplete="family-name" maxLength={80} />
        </Field>
      </div>
      <NewPasswordFields />
      <SubmitButton className="w-full">Create the first admin</SubmitButton>
    </ActionForm>
  );
}
