'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { acceptInvitationAction, declineInvitationAction, logOutForInvitationAction } from './actions';

/** Yes, for somebody who is logged in. */
export function AcceptForm({ token }: { token: string }) {
  return (
    <ActionForm action={acceptInvitationAction} hidden={{ code: token }} confirm="none">
      <SubmitButton className="w-full">Accept</SubmitButton>
    </ActionForm>
  );
}

/** No. */
export function DeclineForm({ token }: { token: string }) {
  return (
    <ActionForm action={declineInvitationAction} hidden={{ code: token }} confirm="none">
      <SubmitButton className="w-full" variant="ghost">
        Decline
      </SubmitButton>
    </ActionForm>
  );
}

/** For who is logged in as somebody else: logs out and comes back here. */
export function LogOutForm({ token }: { token: string }) {
  return (
    <ActionForm action={logOutForInvitationAction} hidden={{ code: token }} confirm="none">
      <SubmitButton className="w-full">Log out and go on</SubmitButton>
    </ActionForm>
  );
}
