'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { resendConfirmationAction } from '../../keys/actions';

/** Mails the confirmation link again, to whoever asked for access. */
export function ResendForm({ credentialId }: { credentialId: string }) {
  return (
    <ActionForm action={resendConfirmationAction} hidden={{ credentialId }}>
      <SubmitButton variant="ghost">Mail the link again</SubmitButton>
    </ActionForm>
  );
}
