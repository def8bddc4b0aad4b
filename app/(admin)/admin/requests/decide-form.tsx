'use client';

import { ActionForm } from '@/components/ui/action-form';
import { ChosenCount } from '@/components/ui/chosen-count';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RowResults } from '@/components/ui/row-results';
import { SubmitButton } from '@/components/ui/submit-button';
import { decideManyAction } from './actions';
import { DECIDE_FORM } from './decide-form-id';

/**
 * Decides about the chosen rows and says what became of each. Enter in the reason declines, because Decline is the
 * form's first button.
 */
export function DecideForm() {
  return (
    <ActionForm id={DECIDE_FORM} action={decideManyAction} confirm="none" resetOnDone>
      {(state) => (
        <>
          <div className="card flex flex-wrap items-center gap-2 p-2.5">
            <ChosenCount form={DECIDE_FORM} otherwise="Choose requests to decide" />
            <Field
              name="reason"
              label="Reason for declining"
              labelHidden
              required={false}
              className="min-w-48 flex-1 sm:max-w-96 sm:ml-auto"
            >
              <Input placeholder="Reason for declining" maxLength={1000} autoComplete="off" />
            </Field>
            <SubmitButton name="decision" value="decline" variant="danger-quiet">
              Decline
            </SubmitButton>
            <SubmitButton name="decision" value="approve">
              Approve
            </SubmitButton>
          </div>
          <RowResults state={state} />
        </>
      )}
    </ActionForm>
  );
}
