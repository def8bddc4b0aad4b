'use client';

import { type KeptReason, ReasonField } from '@/components/asking/reason-field';
import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { askInformationAction } from './actions';
import { LookAgain } from './look-again';

/** Asks the developer something before deciding. */
export function AskForm({
  requestId,
  version,
  questions,
}: {
  requestId: string;
  version: number;
  questions: readonly KeptReason[];
}) {
  return (
    <ActionForm action={askInformationAction} hidden={{ requestId, version: String(version) }} resetOnDone>
      {(state) => (
        <>
          <ReasonField
            name="question"
            label="Question"
            hint="The request waits for the answer. The developer gets it by mail and answers on the request’s page."
            reasons={questions}
            rows={2}
            maxLength={4000}
          />
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton variant="secondary">Ask the developer</SubmitButton>
            <LookAgain state={state} requestId={requestId} />
          </div>
        </>
      )}
    </ActionForm>
  );
}
