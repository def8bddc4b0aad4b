'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { FormDone } from '../../form-done';
import { requestPasswordResetAction } from './actions';

/** Asks for a reset link; says the same for every address. */
export function ForgotForm() {
  return (
    <ActionForm action={requestPasswordResetAction} confirm="none">
      {(state) =>
        state.status === 'done' ? (
          <FormDone title="Check your mail">
            <p className="[overflow-wrap:anywhere]">{state.message}</p>
          </FormDone>
        ) : (
          <>
            <Field name="email" label="Email">
              <Input type="email" autoComplete="username" inputMode="email" maxLength={254} />
            </Field>
            <SubmitButton className="w-full">Reset</SubmitButton>
          </>
        )
      }
    </ActionForm>
  );
}
