'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { RowResults } from '@/components/ui/row-results';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { inviteManyAction } from '../actions';
import { PlaceFields } from '../place-fields';

type Props = { organizationId: string; teams: readonly { id: string; name: string; isDefault: boolean }[] };

/** Invites everybody whose address was pasted; says below what became of each. */
export function InviteManyForm({ organizationId, teams }: Props) {
  return (
    <ActionForm action={inviteManyAction} hidden={{ organizationId }} confirm="none">
      {(state) => (
        <>
          <Field
            name="lines"
            label="Email addresses"
            hint="One a line, or with commas between them; names may stand before an address: Grace Hopper <grace@company.com>. At most 50."
          >
            <Textarea rows={7} autoComplete="off" spellCheck={false} maxLength={20_000} />
          </Field>
          <PlaceFields teams={teams} />
          <SubmitButton className="justify-self-start">Send invitations</SubmitButton>
          <RowResults state={state} />
        </>
      )}
    </ActionForm>
  );
}
