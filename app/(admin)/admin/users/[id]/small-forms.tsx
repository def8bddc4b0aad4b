'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { endSessionAction, inviteUserAction } from './actions';

/** Mails an invitation; a second one ends the first. */
export function InviteForm({ userId, isAgain }: { userId: string; isAgain: boolean }) {
  return (
    <ActionForm action={inviteUserAction} hidden={{ userId }}>
      <SubmitButton variant={isAgain ? 'secondary' : 'primary'}>
        {isAgain ? 'Send invite again' : 'Send invite'}
      </SubmitButton>
    </ActionForm>
  );
}

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
