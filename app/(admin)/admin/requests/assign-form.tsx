'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { HolderChoice } from '@/core/inbox/list-holders';
import { assignRequestAction } from './inbox-actions';
import { NOBODY } from './nobody';

/** Who takes care of a request, and the way to change that: for oneself with one press, for others by choosing. */
export function AssignForm({
  requestId,
  me,
  holder,
  holders,
}: {
  requestId: string;
  me: string;
  holder: HolderChoice | null;
  holders: readonly HolderChoice[];
}) {
  const was = holder?.id ?? NOBODY;
  const isMine = holder?.id === me;
  return (
    <div className="grid gap-3">
      <ActionForm
        action={assignRequestAction}
        hidden={{ requestId, was, assignee: isMine ? NOBODY : me }}
        className="flex! flex-wrap items-center justify-between gap-2"
      >
        <p>{holder ? <strong className="font-medium">{isMine ? 'You' : holder.name}</strong> : 'Nobody yet'}</p>
        <SubmitButton variant="secondary" size="sm">
          {isMine ? 'Give it back' : 'Assign to me'}
        </SubmitButton>
      </ActionForm>
      <ActionForm
        action={assignRequestAction}
        hidden={{ requestId, was }}
        // A new holder is a new form: what was chosen before is no choice any more.
        key={was}
        className="flex! items-end gap-2"
      >
        <Field name="assignee" label="Assign to" labelHidden className="min-w-0 flex-1">
          <Select options={choices(me, was, holders)} defaultValue={was} />
        </Field>
        <SubmitButton variant="secondary">Assign</SubmitButton>
      </ActionForm>
    </div>
  );
}

function choices(me: string, was: string, holders: readonly HolderChoice[]) {
  return [
    { value: NOBODY, label: was === NOBODY ? 'Choose somebody' : 'Nobody' },
    ...holders.map(({ id, name }) => ({ value: id, label: id === me ? `${name} (you)` : name })),
  ];
}
