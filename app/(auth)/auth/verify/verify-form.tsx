'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { verifyAddressAction } from './actions';

/** One button: opening the link alone changes nothing. */
export function VerifyForm({ token }: { token: string }) {
  return (
    <ActionForm action={verifyAddressAction} hidden={{ code: token }}>
      <SubmitButton className="w-full">Verify address</SubmitButton>
    </ActionForm>
  );
}
