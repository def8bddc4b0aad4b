'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { retryKeyAction } from '../../keys/actions';

/** Tries a key again that the gateway refused. */
export function RetryForm({ credentialId }: { credentialId: string }) {
  return (
    <ActionForm action={retryKeyAction} hidden={{ credentialId }}>
      <SubmitButton>Try again</SubmitButton>
    </ActionForm>
  );
}
