'use client';

import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink } from '@/components/ui/button';
import { SubmitButton } from '@/components/ui/submit-button';
import { createWebhookAction } from '../actions';
import { SecretPanel } from '../secret-panel';
import { type EventGroup, WebhookFields } from '../webhook-fields';

/** Adds a webhook, and shows its secret in the place of the form: it is never shown again. */
export function NewForm({ groups }: { groups: readonly EventGroup[] }) {
  return (
    <ActionForm action={createWebhookAction} confirm="none" aria-label="New webhook" className="gap-5">
      {(state) =>
        state.status === 'done' && state.shownSecret ? (
          <>
            <SecretPanel secret={state.shownSecret} />
            <div>
              <ButtonLink href={state.leadsTo ?? '/admin/webhooks'} variant="primary">
                Go to the webhook
              </ButtonLink>
            </div>
          </>
        ) : (
          <>
            <WebhookFields groups={groups} />
            <div>
              <SubmitButton>Add webhook</SubmitButton>
            </div>
          </>
        )
      }
    </ActionForm>
  );
}
