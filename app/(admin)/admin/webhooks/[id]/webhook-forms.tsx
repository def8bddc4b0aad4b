'use client';

import { ActionForm } from '@/components/ui/action-form';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { SubmitButton } from '@/components/ui/submit-button';
import {
  deleteWebhookAction,
  pauseWebhookAction,
  redeliverAction,
  redeliverFailedAction,
  renewWebhookSecretAction,
  resumeWebhookAction,
  testWebhookAction,
} from '../actions';
import { SecretPanel } from '../secret-panel';

type Props = { webhookId: string };

/** Sends a test and leads to what became of it. */
export function TestForm({ webhookId }: Props) {
  return (
    <ActionForm action={testWebhookAction} hidden={{ webhookId }} aria-label="Test">
      <SubmitButton variant="secondary">Send a test</SubmitButton>
    </ActionForm>
  );
}

/** Holds back what happens from now on. */
export function PauseForm({ webhookId }: Props) {
  return (
    <ActionForm action={pauseWebhookAction} hidden={{ webhookId }} aria-label="Pause">
      <SubmitButton variant="secondary">Pause</SubmitButton>
    </ActionForm>
  );
}

/** Sends what was kept, and everything from now on. */
export function ResumeForm({ webhookId }: Props) {
  return (
    <ActionForm action={resumeWebhookAction} hidden={{ webhookId }} aria-label="Resume">
      <SubmitButton>Resume</SubmitButton>
    </ActionForm>
  );
}

/** Sends one message again, under the same id. */
export function RedeliverForm({ webhookId, deliveryId, isSmall }: Props & { deliveryId: string; isSmall?: boolean }) {
  return (
    <ActionForm action={redeliverAction} hidden={{ webhookId, deliveryId }}>
      <SubmitButton variant="secondary" size={isSmall ? 'sm' : 'md'}>
        Send again
      </SubmitButton>
    </ActionForm>
  );
}

/** Sends everything again that was given up. */
export function RedeliverFailedDialog({ webhookId, failed }: Props & { failed: number }) {
  return (
    <ConfirmDialog
      trigger="Send failed ones again"
      triggerVariant="secondary"
      title={failed === 1 ? 'Send 1 failed message again?' : `Send ${failed} failed messages again?`}
      consequences={[
        'Each goes out with the id and the body that it had before.',
        'A receiver that took one after all gets it twice.',
      ]}
      confirmVariant="primary"
      confirmLabel="Send again"
      action={redeliverFailedAction}
      hidden={{ webhookId }}
    />
  );
}

/** Draws another secret. For a day both sign, so that the receiver can be changed without missing anything. */
export function RenewSecretForm({ webhookId }: Props) {
  return (
    <ActionForm action={renewWebhookSecretAction} hidden={{ webhookId }} aria-label="New secret">
      {(state) => (
        <>
          <SubmitButton variant="secondary" className="justify-self-start">
            Make a new secret
          </SubmitButton>
          {state.status === 'done' && state.shownSecret && <SecretPanel secret={state.shownSecret} />}
        </>
      )}
    </ActionForm>
  );
}

/** Removes the webhook and its log. */
export function DeleteDialog({ webhookId, name, pending }: Props & { name: string; pending: number }) {
  return (
    <ConfirmDialog
      trigger="Delete webhook"
      title={`Delete ${name}?`}
      consequences={[
        'Its address is told nothing any more.',
        ...(pending > 0
          ? [pending === 1 ? '1 message that waits is not sent.' : `${pending} messages that wait are not sent.`]
          : []),
        'The log of its deliveries goes with it.',
      ]}
      action={deleteWebhookAction}
      hidden={{ webhookId }}
    />
  );
}
