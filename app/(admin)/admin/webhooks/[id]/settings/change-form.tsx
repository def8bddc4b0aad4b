'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeWebhookAction } from '../../actions';
import { type EventGroup, WebhookFields } from '../../webhook-fields';

type Values = {
  id: string;
  name: string;
  url: string;
  events: readonly string[];
  reachesPrivate: boolean;
  isActive: boolean;
  version: number;
};

/** Changes a webhook. Who may only read gets the same form with nothing to press. */
export function ChangeForm({
  webhook,
  groups,
  mayManage,
}: {
  webhook: Values;
  groups: readonly EventGroup[];
  mayManage: boolean;
}) {
  return (
    <ActionForm
      action={changeWebhookAction}
      hidden={{ webhookId: webhook.id, version: String(webhook.version) }}
      aria-label="Webhook"
    >
      <fieldset disabled={!mayManage} className="grid min-w-0 gap-5">
        <WebhookFields webhook={webhook} groups={groups} />
        <Checkbox
          name="isActive"
          label="Switched on"
          hint="Switched off, nothing is kept for it: what happens meanwhile is never sent."
          defaultChecked={webhook.isActive}
        />
        {mayManage && (
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}
