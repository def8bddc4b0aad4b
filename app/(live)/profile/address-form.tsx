'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { requestAddressChangeAction, withdrawAddressChangeAction } from './actions';

/** Asks for another address; it changes when the link that goes there is confirmed. */
export function AddressForm() {
  return (
    <ActionForm action={requestAddressChangeAction} confirm="inline" resetOnDone>
      <Field name="email" label="New email">
        <Input type="email" autoComplete="email" inputMode="email" maxLength={254} />
      </Field>
      <SubmitButton variant="secondary" className="justify-self-start">
        Change email
      </SubmitButton>
    </ActionForm>
  );
}

/** Takes the wish back. */
export function WithdrawAddressForm() {
  return (
    <ActionForm action={withdrawAddressChangeAction}>
      <SubmitButton variant="secondary" size="sm" className="justify-self-start">
        Keep the current address
      </SubmitButton>
    </ActionForm>
  );
}
