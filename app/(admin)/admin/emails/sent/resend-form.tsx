'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { resendMailAction } from '../actions';

/** Sends a mail again; `address` tells buttons of the same word apart. */
export function ResendForm({ mailId, address }: { mailId: string; address: string }) {
  return (
    <ActionForm action={resendMailAction} hidden={{ mailId }}>
      <SubmitButton variant="secondary" size="sm" aria-label={`Send again to ${address}`}>
        Send again
      </SubmitButton>
    </ActionForm>
  );
}
