'use client';

import Link from 'next/link';
import { type AskedField, AskedFields } from '@/components/forms/asked-fields';
import { TeamBoxes } from '@/components/teams/team-boxes';
import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import type { FormState } from '@/core/form-state';
import type { OrganizationChoice, UserChoices } from '@/core/members/list-user-choices';
import { RoleChoice } from '../role-choice';
import { createDeveloperAction } from './actions';
import { OrganizationSelect } from './organization-select';

/** Everything that an account needs: who, where, and how the person gets in. */
export function NewUserForm({
  choices,
  chosen,
  fields,
}: {
  choices: UserChoices;
  chosen: OrganizationChoice;
  fields: readonly AskedField[];
}) {
  return (
    <ActionForm action={createDeveloperAction} className="max-w-2xl gap-6">
      {(state) => (
        <>
          <Person state={state} />
          <Fieldset legend="Place">
            <OrganizationSelect organizations={choices.organizations} chosenId={chosen.id} />
            {/* A new key empties the boxes when another organization brings other teams. */}
            <TeamBoxes key={chosen.id} teams={choices.teams} hint={`Teams of ${chosen.name}.`} />
            <RoleChoice chosen="team_member" inDefault={chosen.isDefault} />
          </Fieldset>
          <Access />
          {fields.length > 0 && (
            <Fieldset legend="Sign-up fields" hint="All of them are optional here.">
              <AskedFields fields={fields} prefix="signUp" />
            </Fieldset>
          )}
          <div className="flex flex-wrap gap-2">
            <SubmitButton>Save</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}

function Person({ state }: { state: FormState }) {
  const typedEmail = state.status === 'error' && state.fieldErrors.email ? state.values.email : undefined;
  return (
    <Fieldset legend="Person">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="firstName" label="First name">
          <Input autoComplete="off" maxLength={80} />
        </Field>
        <Field name="lastName" label="Last name">
          <Input autoComplete="off" maxLength={80} />
        </Field>
      </div>
      <Field
        name="email"
        label="Email"
        hint={
          typedEmail && (
            <Link href={`/admin/users?q=${encodeURIComponent(typedEmail)}`} className="link">
              Look for this address among the users
            </Link>
          )
        }
      >
        <Input type="email" autoComplete="off" maxLength={254} />
      </Field>
    </Fieldset>
  );
}

/** Either an invitation or a password, never both: a password is never mailed. */
function Access() {
  return (
    <Fieldset legend="Access" className="group/access">
      <RadioGroup name="access" label="How they get in" labelHidden defaultValue="invite">
        <Radio
          value="invite"
          label="Send an invitation by mail"
          hint="They set a password of their own. Its link works for some days; you can send it again."
        />
        <Radio value="password" label="Set a password" hint="Tell it to them yourself: no mail is sent." />
        <Radio value="later" label="Neither for now" hint="Send the invitation later, from the user’s page." />
      </RadioGroup>
      <div className="grid gap-4 group-has-[input[value=invite]:checked]/access:hidden group-has-[input[value=later]:checked]/access:hidden">
        <Field name="password" label="Password" required={false} showOptional={false} hint="At least 12 characters.">
          <PasswordInput autoComplete="new-password" />
        </Field>
        <Checkbox name="mustChange" label="User must change password at the next login" defaultChecked />
      </div>
    </Fieldset>
  );
}
