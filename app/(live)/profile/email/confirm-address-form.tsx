'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { confirmAddressChangeAction } from '../actions';

/** One button: opening the link alone changes nothing. */
export function ConfirmAddressForm({ token }: { token: string }) {
  return (
    <ActionForm action={confirmAddressChangeAction} hidden={{ code: token }}>
      <SubmitButton className="justify-self-start">Confirm the address</SubmitButton>
    </ActionForm>
  );
}
