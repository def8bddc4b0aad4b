'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeMemberAction } from '../actions';
import { PlaceFields } from '../place-fields';

type Props = {
  member: {
    id: string;
    firstName: string;
    lastName: string;
    role: 'super_admin' | 'team_member';
    teamIds: readonly string[];
    isLastSuperAdmin: boolean;
    teams: readonly { id: string; name: string; isDefault: boolean }[];
  };
};

/** Names, role and teams of a member. */
export function MemberForm({ member }: Props) {
  const { id, firstName, lastName, role, teamIds, isLastSuperAdmin, teams } = member;
  return (
    <ActionForm action={changeMemberAction} hidden={{ userId: id }}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="firstName" label="First name">
          <Input autoComplete="off" defaultValue={firstName} maxLength={80} />
        </Field>
        <Field name="lastName" label="Last name">
          <Input autoComplete="off" defaultValue={lastName} maxLength={80} />
        </Field>
      </div>
      <PlaceFields
        teams={teams}
        role={role}
        chosen={teamIds}
        {...(isLastSuperAdmin && { roleHint: 'The only super admin: make somebody else super admin first.' })}
      />
      <SubmitButton className="justify-self-start">Save</SubmitButton>
    </ActionForm>
  );
}
