'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { FormDone } from '../../form-done';
import { resendVerificationAction } from './actions';

/** Asks for another verification link; says the same for every address. */
export function ResendForm() {
  return (
    <ActionForm action={resendVerificationAction} confirm="none">
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
            <SubmitButton className="w-full">Send a new link</SubmitButton>
          </>
        )
      }
    </ActionForm>
  );
}
