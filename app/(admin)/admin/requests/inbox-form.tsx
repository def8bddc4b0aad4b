'use client';

import { useId } from 'react';
import type { KeptReason } from '@/components/asking/reason-field';
import { ActionForm } from '@/components/ui/action-form';
import { ChosenCount } from '@/components/ui/chosen-count';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RowResults } from '@/components/ui/row-results';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { HolderChoice } from '@/core/inbox/list-holders';
import { actOnManyAction } from './inbox-actions';
import { INBOX_FORM } from './inbox-form-id';
import { NOBODY } from './nobody';

/**
 * Decides or assigns the chosen rows, of whatever kind, and says what became of each. Enter in the reason declines,
 * because Decline is the form's first button.
 */
export function InboxForm({
  me,
  holders,
  reasons,
  mayAssign,
}: {
  me: string;
  holders: readonly HolderChoice[];
  /** Whether there can be access requests among the rows: nothing else is assigned. */
  mayAssign: boolean;
  reasons: readonly KeptReason[];
}) {
  const list = useId();
  return (
    <ActionForm id={INBOX_FORM} action={actOnManyAction} confirm="none" resetOnDone>
      {(state) => (
        <>
          <div className="card flex flex-wrap items-center gap-2 p-2.5">
            <ChosenCount form={INBOX_FORM} otherwise="Choose rows to decide" />
            <Field
              name="reason"
              label="Reason for declining"
              labelHidden
              required={false}
              className="min-w-48 flex-1 sm:ml-auto sm:max-w-96"
            >
              <Input placeholder="Reason for declining" maxLength={1000} autoComplete="off" list={list} />
            </Field>
            <datalist id={list}>
              {reasons.map(({ id, title, body }) => (
                <option key={id} value={body} label={title} />
              ))}
            </datalist>
            <SubmitButton name="act" value="decline" variant="danger-quiet">
              Decline
            </SubmitButton>
            <SubmitButton name="act" value="approve">
              Approve
            </SubmitButton>
            {mayAssign && <Assign me={me} holders={holders} />}
          </div>
          <RowResults state={state} />
        </>
      )}
    </ActionForm>
  );
}

function Assign({ me, holders }: { me: string; holders: readonly HolderChoice[] }) {
  return (
    <span className="flex items-center gap-2 border-line sm:border-l sm:pl-2">
      <Field name="assignee" label="Who takes care of them" labelHidden className="min-w-36">
        <Select options={choices(me, holders)} defaultValue={me} />
      </Field>
      <SubmitButton name="act" value="assign" variant="secondary">
        Assign
      </SubmitButton>
    </span>
  );
}

function choices(me: string, holders: readonly HolderChoice[]) {
  const others = holders.filter(({ id }) => id !== me).map(({ id, name }) => ({ value: id, label: name }));
  return [{ value: me, label: 'To me' }, ...others, { value: NOBODY, label: 'To nobody' }];
}
