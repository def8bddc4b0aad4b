'use client';

import { ActionForm } from '@/components/ui/action-form';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeInviteCodeAction } from '../actions';
import { type Team, TermsFields } from '../terms-fields';

type Code = {
  id: string;
  teamId: string;
  quota: number;
  lastDay: string | null;
  isActive: boolean;
  note: string;
};

/** Changes whom a code lets in, how many and until when. Who may only read gets it with nothing to press. */
export function ChangeForm({ code, teams, mayChange }: { code: Code; teams: readonly Team[]; mayChange: boolean }) {
  return (
    <ActionForm action={changeInviteCodeAction} hidden={{ inviteCodeId: code.id }} aria-label="Invite code">
      <fieldset disabled={!mayChange} className="grid gap-4">
        <TermsFields teams={teams} terms={code} />
        {mayChange && (
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}
