import { type AskedField, AskedFields } from '@/components/forms/asked-fields';
import { TeamBoxes } from '@/components/teams/team-boxes';
import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import type { UserDetail } from '@/core/members/get-user';
import type { TeamChoice } from '@/core/members/list-user-choices';
import { RoleChoice } from '../../role-choice';
import { changeUserAction } from './actions';

/** What an admin may change of a developer. The organization is another matter: it has a page of its own. */
export function EditUserForm({
  user,
  teams,
  fields,
}: {
  user: UserDetail;
  teams: readonly TeamChoice[];
  fields: readonly AskedField[];
}) {
  return (
    <ActionForm
      action={changeUserAction}
      hidden={{ userId: user.id, version: String(user.version) }}
      className="max-w-2xl gap-6"
    >
      <Fieldset legend="Person">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="firstName" label="First name">
            <Input autoComplete="off" defaultValue={user.firstName} maxLength={80} />
          </Field>
          <Field name="lastName" label="Last name">
            <Input autoComplete="off" defaultValue={user.lastName} maxLength={80} />
          </Field>
        </div>
        <Field name="email" label="Email" hint={addressHint(user)}>
          <Input type="email" autoComplete="off" defaultValue={user.email} maxLength={254} />
        </Field>
      </Fieldset>
      <Fieldset legend={`Place in ${user.organization.name}`}>
        <RoleChoice chosen={user.role} inDefault={user.organization.isDefault} />
        <TeamBoxes teams={teams} hint={`Teams of ${user.organization.name}.`} chosen={user.teams.map(({ id }) => id)} />
      </Fieldset>
      {fields.length > 0 && (
        <Fieldset legend="Sign-up fields" hint="All of them are optional here.">
          <AskedFields fields={fields} prefix="signUp" values={user.signUpValues} />
        </Fieldset>
      )}
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Save</SubmitButton>
        <ButtonLink href={`/admin/users/${user.id}`}>Cancel</ButtonLink>
      </div>
    </ActionForm>
  );
}

/** Another address ends what the old one could open, so it is said before. */
function addressHint({ verifiedAt, state }: UserDetail): string {
  if (verifiedAt !== null) {
    return 'Another address counts as verified, because you vouch for it. It ends every session, and both addresses are told.';
  }
  if (state === 'invited') return 'Another address ends the invitation that is out: send a new one afterwards.';
  if (state === 'uninvited') return 'The invitation goes to this address.';
  return 'Another address is sent a new link to verify it.';
}
