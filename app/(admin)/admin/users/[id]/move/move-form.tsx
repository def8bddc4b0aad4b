import { TeamBoxes } from '@/components/teams/team-boxes';
import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink } from '@/components/ui/button';
import { Fieldset } from '@/components/ui/fieldset';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import type { LeavingEffects } from '@/core/members/get-leaving-effects';
import type { OrganizationChoice, TeamChoice } from '@/core/members/list-user-choices';
import { RoleChoice } from '../../role-choice';
import { moveDeveloperAction } from './actions';

/** Where to, as what, and what happens to the apps. */
export function MoveForm({
  effects: { person, apps, liveKeys },
  to,
  teams,
}: {
  effects: LeavingEffects;
  to: OrganizationChoice;
  teams: readonly TeamChoice[];
}) {
  return (
    <ActionForm action={moveDeveloperAction} hidden={{ userId: person.id, organizationId: to.id }} className="gap-6">
      <Fieldset legend={`Place in ${to.name}`}>
        <RoleChoice chosen="team_member" inDefault={to.isDefault} />
        <TeamBoxes teams={teams} hint={`Teams of ${to.name}.`} />
      </Fieldset>
      {apps.length > 0 && (
        <RadioGroup name="apps" label="Their apps and keys" defaultValue="take_along">
          <Radio
            value="take_along"
            label={`Go along into ${to.name}`}
            hint={
              to.isDefault
                ? 'They become personal apps; the keys go on working.'
                : `Everybody in ${to.name} can use them; the keys go on working.`
            }
          />
          <Radio
            value="leave"
            label={`Stay in ${person.organization.name}`}
            disabled={person.organization.isDefault}
            hint={
              person.organization.isDefault
                ? 'Nobody can take apps over in the default organization.'
                : 'One of its super admins takes them over.'
            }
          />
          <Radio
            value="end"
            label="End"
            hint={`${liveKeys === 1 ? '1 key stops' : `${liveKeys} keys stop`} working.`}
          />
        </RadioGroup>
      )}
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{`Move to ${to.name}`}</SubmitButton>
        <ButtonLink href={`/admin/users/${person.id}`}>Cancel</ButtonLink>
      </div>
    </ActionForm>
  );
}
