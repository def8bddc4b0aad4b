'use client';

import { ActionForm } from '@/components/ui/action-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import {
  removeImportAction,
  resumeCredentialAction,
  retryCredentialAction,
  revokeCredentialAction,
  suspendCredentialAction,
} from './actions';

/** A key as its forms name it. */
type Named = { credentialId: string; name: string };

/** Lets a key that the gateway refused be tried again. */
export function RetryForm({ credentialId, name }: Named) {
  return (
    <ActionForm action={retryCredentialAction} hidden={{ credentialId }}>
      <SubmitButton variant="secondary" size="sm" aria-label={`Try the key of ${name} again`}>
        Try again
      </SubmitButton>
    </ActionForm>
  );
}

/** Gives up a key that could not be attached. */
export function RemoveImportForm({ credentialId, name }: Named) {
  return (
    <ActionForm action={removeImportAction} hidden={{ credentialId }}>
      <SubmitButton variant="danger-quiet" size="sm" aria-label={`Remove ${name}`}>
        Remove
      </SubmitButton>
    </ActionForm>
  );
}

/** Lets a suspended key work again. */
export function ResumeForm({ credentialId, name }: Named) {
  return (
    <ActionForm action={resumeCredentialAction} hidden={{ credentialId }}>
      <SubmitButton variant="secondary" size="sm" aria-label={`Resume ${name}`}>
        Resume
      </SubmitButton>
    </ActionForm>
  );
}

/** Blocks a key without ending it, after saying what that means. */
export function SuspendDialog({ credentialId, name }: Named) {
  return (
    <ConfirmDialog
      trigger="Suspend"
      triggerSize="sm"
      triggerVariant="secondary"
      title={`Suspend ${name}?`}
      consequences={[
        'The gateway refuses the key within seconds.',
        'The key stays the same: after Resume it works again, with its own expiry.',
        'Nobody is told by mail.',
      ]}
      confirmLabel="Suspend key"
      action={suspendCredentialAction}
      hidden={{ credentialId }}
    />
  );
}

/** Ends a key for good, after saying what stops. */
export function RevokeDialog({ credentialId, name, consequences }: Named & { consequences: readonly string[] }) {
  return (
    <ConfirmDialog
      trigger="Revoke key"
      triggerSize="sm"
      title={`Revoke ${name}?`}
      consequences={consequences}
      action={revokeCredentialAction}
      hidden={{ credentialId }}
    >
      <Field name="reason" label="Reason" required={false} hint="Stands beside the key and in the audit log.">
        <Textarea rows={2} maxLength={500} />
      </Field>
    </ConfirmDialog>
  );
}
