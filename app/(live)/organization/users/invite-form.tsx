'use client';

import { ActionForm } from '@/components/ui/action-form';
import { DialogCancel } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { inviteTeammateAction } from './actions';
import { PlaceFields } from './place-fields';

type Props = { organizationId: string; teams: readonly { id: string; name: string; isDefault: boolean }[] };

/** Invites one person; inside a dialog. */
export function InviteForm({ organizationId, teams }: Props) {
  return (
    <ActionForm action={inviteTeammateAction} hidden={{ organizationId }} resetOnDone>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="firstName" label="First name">
          <Input autoComplete="off" maxLength={80} />
        </Field>
        <Field name="lastName" label="Last name">
          <Input autoComplete="off" maxLength={80} />
        </Field>
      </div>
      <Field name="email" label="Email" hint="The invitation is for this address only.">
        <Input type="email" autoComplete="off" inputMode="email" maxLength={254} />
      </Field>
      <PlaceFields teams={teams} />
      <div className="flex justify-end gap-2">
        <DialogCancel />
        <SubmitButton>Send invitation</SubmitButton>
      </div>
    </ActionForm>
  );
}
