'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { endSessionAction } from './actions';

/** Ends one session; `browser` tells buttons of the same word apart. */
export function EndSessionForm({ sessionId, browser }: { sessionId: string; browser: string }) {
  return (
    <ActionForm action={endSessionAction} hidden={{ sessionId }}>
      <SubmitButton variant="secondary" size="sm" aria-label={`End ${browser}`}>
        End
      </SubmitButton>
    </ActionForm>
  );
}
