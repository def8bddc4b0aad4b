'use client';

import { ActionForm } from '@/components/ui/action-form';
import { ChosenCount } from '@/components/ui/chosen-count';
import { RowResults } from '@/components/ui/row-results';
import { SubmitButton } from '@/components/ui/submit-button';
import type { OrganizationChoice } from '@/core/members/list-user-choices';
import { changeUsersAction } from './bulk-actions';
import { USERS_FORM } from './users-form-id';
import { UsersQuestion } from './users-question';

/** Acts on the chosen rows, asks first where it cannot be taken back lightly, and says what became of each. */
export function UsersForm({
  mayChange,
  organizations,
}: {
  mayChange: boolean;
  organizations: readonly OrganizationChoice[];
}) {
  return (
    <ActionForm id={USERS_FORM} action={changeUsersAction} confirm="none" resetOnDone>
      {(state) => (
        <>
          {/* Before the bar: Enter presses a form's first button, and in a question that is its own. */}
          {state.status === 'done' && state.question && (
            <UsersQuestion question={state.question} problem={state.message} organizations={organizations} />
          )}
          <div className="card flex flex-wrap items-center gap-2 p-2.5">
            <ChosenCount form={USERS_FORM} otherwise="Choose users to change" />
            <div className="ml-auto flex flex-wrap gap-2">
              {mayChange && <OtherActs />}
              <SubmitButton name="press" value="do:activate">
                Activate
              </SubmitButton>
            </div>
          </div>
          <RowResults state={state} />
        </>
      )}
    </ActionForm>
  );
}

function OtherActs() {
  return (
    <>
      <SubmitButton name="press" value="ask:delete" variant="danger-quiet">
        Delete
      </SubmitButton>
      <SubmitButton name="press" value="ask:move" variant="secondary">
        Move
      </SubmitButton>
      <SubmitButton name="press" value="ask:deactivate" variant="secondary">
        Deactivate
      </SubmitButton>
      <SubmitButton name="press" value="do:invite" variant="secondary">
        Send invite
      </SubmitButton>
    </>
  );
}
