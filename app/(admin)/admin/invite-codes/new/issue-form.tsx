'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { issueInviteCodeAction } from '../actions';
import { type Team, TermsFields } from '../terms-fields';

/** Makes an invite code. */
export function IssueForm({ teams }: { teams: readonly Team[] }) {
  return (
    <ActionForm action={issueInviteCodeAction} aria-label="New invite code" className="gap-5">
      <Field
        name="code"
        label="Code"
        required={false}
        hint="Your own word of 8 letters and digits or more. Leave it empty and one is generated that nobody can guess."
      >
        <Input autoComplete="off" spellCheck={false} maxLength={80} className="font-mono uppercase" />
      </Field>
      <TermsFields teams={teams} />
      <div>
        <SubmitButton>Save</SubmitButton>
      </div>
    </ActionForm>
  );
}
