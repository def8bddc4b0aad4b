'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { assignRequestAction } from '../inbox-actions';
import { NOBODY } from '../nobody';

/** Says who takes care of the request: oneself by one press, or anybody who may. */
export function AssignForm({
  requestId,
  assigneeId,
  me,
  holders,
}: {
  requestId: string;
  assigneeId: string | null;
  me: string;
  holders: readonly { id: string; name: string }[];
}) {
  const was = assigneeId ?? NOBODY;
  return (
    <div className="grid gap-4">
      <ActionForm action={assignRequestAction} hidden={{ requestId, was }} key={was}>
        <div className="flex flex-wrap items-end gap-3">
          <Field name="assignee" label="Takes care of it" className="min-w-48 flex-1">
            <Select
              defaultValue={was}
              options={[
                { value: NOBODY, label: 'Nobody' },
                ...holders.map(({ id, name }) => ({ value: id, label: id === me ? `${name} (you)` : name })),
              ]}
            />
          </Field>
          <SubmitButton variant="secondary">Assign</SubmitButton>
        </div>
      </ActionForm>
      {assigneeId === null && holders.some(({ id }) => id === me) && (
        <ActionForm action={assignRequestAction} hidden={{ requestId, was, assignee: me }}>
          <div>
            <SubmitButton variant="secondary" size="sm">
              Take it
            </SubmitButton>
          </div>
        </ActionForm>
      )}
    </div>
  );
}
