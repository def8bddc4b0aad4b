'use client';

import { type KeptReason, ReasonField } from '@/components/asking/reason-field';
import { ActionForm } from '@/components/ui/action-form';
import { Card } from '@/components/ui/card';
import { SubmitButton } from '@/components/ui/submit-button';
import { approveAccessRequestAction, declineAccessRequestAction } from '../actions';
import { LookAgain } from './look-again';

/** What an approval does, by what is asked for. */
const WHAT_FOLLOWS = {
  plain: 'The key is made at once and mailed to the developer.',
  secure: 'The key is made when the developer generates it.',
  change: 'The same key gets its new terms at once.',
};

/** Yes, or no with a reason. The version that was looked at travels along: a changed request is shown again instead. */
export function DecisionForm({
  requestId,
  version,
  leadsTo,
  reasons,
}: {
  requestId: string;
  version: number;
  leadsTo: keyof typeof WHAT_FOLLOWS;
  reasons: readonly KeptReason[];
}) {
  const hidden = { requestId, version: String(version) };
  return (
    <Card title="Decision">
      <div className="grid gap-5">
        <ActionForm action={approveAccessRequestAction} hidden={hidden}>
          {(state) => (
            <div className="flex flex-wrap items-center gap-3">
              <SubmitButton>Approve</SubmitButton>
              <p className="text-ink-muted text-sm">{WHAT_FOLLOWS[leadsTo]}</p>
              <LookAgain state={state} requestId={requestId} />
            </div>
          )}
        </ActionForm>
        <ActionForm action={declineAccessRequestAction} hidden={hidden} className="border-line border-t pt-4">
          {(state) => (
            <>
              <ReasonField
                reasons={reasons}
                rows={2}
                hint="The developer reads it in the mail and on the request’s page."
              />
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
