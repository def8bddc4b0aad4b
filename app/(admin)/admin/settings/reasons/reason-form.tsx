'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import type { DecisionReason } from '@/core/decision-reasons/list-reasons';
import { saveReasonAction } from './actions';

/** A new reason or question of this kind, or other words for one that is kept. */
export function ReasonForm({ kind, reason }: { kind: DecisionReason['kind']; reason?: DecisionReason }) {
  return (
    <ActionForm
      action={saveReasonAction}
      hidden={{ kind, ...(reason && { reasonId: reason.id }) }}
      {...(!reason && { resetOnDone: true })}
    >
      <Field name="title" label="Title" hint="You find it by this; nobody else reads it.">
        <Input maxLength={80} autoComplete="off" defaultValue={reason?.title} />
      </Field>
      <Field
        name="body"
        label={kind === 'decline' ? 'Reason' : 'Question'}
        hint="What whoever asked reads. It can be changed each time before it is sent."
      >
        <Textarea rows={4} maxLength={1000} defaultValue={reason?.body} />
      </Field>
      <div className="flex justify-end">
        <SubmitButton>Save</SubmitButton>
      </div>
    </ActionForm>
  );
}
