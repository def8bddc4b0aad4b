'use client';

import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import type { FormState } from '@/core/form-state';
import { approveAccessRequestAction, declineAccessRequestAction } from '../actions';

/** Yes, or no with a reason. The version that was looked at travels along: a changed request is shown again instead. */
export function DecisionForm({
  requestId,
  version,
  delivery,
}: {
  requestId: string;
  version: number;
  delivery: 'secure' | 'plain';
}) {
  const hidden = { requestId, version: String(version) };
  return (
    <Card title="Decision">
      <div className="grid gap-5">
        <ActionForm action={approveAccessRequestAction} hidden={hidden}>
          {(state) => (
            <div className="flex flex-wrap items-center gap-3">
              <SubmitButton>Approve</SubmitButton>
              <p className="text-ink-muted text-sm">
                {delivery === 'plain'
                  ? 'The key is made at once and mailed to the developer.'
                  : 'The key is made when the developer generates it.'}
              </p>
              <LookAgain state={state} requestId={requestId} />
            </div>
          )}
        </ActionForm>
        <ActionForm action={declineAccessRequestAction} hidden={hidden} className="border-line border-t pt-4">
          {(state) => (
            <>
              <Field name="reason" label="Reason" hint="The developer reads it in the mail and on the request’s page.">
                <Textarea rows={2} maxLength={1000} />
              </Field>
              <div className="flex flex-wrap items-center gap-3">
                <SubmitButton variant="danger-quiet">Decline</SubmitButton>
                <LookAgain state={state} requestId={requestId} />
              </div>
            </>
          )}
        </ActionForm>
      </div>
    </Card>
  );
}

/** After a refusal that is not about a field: somebody else was faster, or the request has changed. */
function LookAgain({ state, requestId }: { state: FormState; requestId: string }) {
  if (state.status !== 'error' || Object.keys(state.fieldErrors).length > 0) return null;
  return (
    <ButtonLink href={`/admin/requests/${requestId}`} size="sm">
      Show it as it is now
    </ButtonLink>
  );
}
