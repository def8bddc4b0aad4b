import type { FormAction } from '@/core/form-state';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { Radio, RadioGroup } from '../ui/radio-group';

type Deletable = {
  id: string;
  name: string;
  organization: { isDefault: boolean };
  effects: { onlyTeamOf: number; sharedApps: number; ownerlessApps: number; inviteCodes: number; catalogs: number };
};

/** Deletes a team after saying what that changes; where apps are shared with it, asks what becomes of them. */
export function DeleteTeam({ team, action }: { team: Deletable; action: FormAction }) {
  const asksForApps = team.effects.sharedApps > 0 && !team.organization.isDefault;
  return (
    <ConfirmDialog
      trigger="Delete team"
      title={`Delete team ${team.name}?`}
      consequences={teamEffects(team)}
      action={action}
      hidden={{ teamId: team.id, ...(!asksForApps && { apps: 'owners' }) }}
    >
      {asksForApps && (
        <RadioGroup name="apps" label="The apps that are shared with the team" defaultValue="owners">
          <Radio value="owners" label="Go back to their owners alone" hint="Others lose the way to their keys." />
          <Radio
            value="organization"
            label="Become everybody’s in the organization"
            hint="Everybody sees their keys."
          />
        </RadioGroup>
      )}
    </ConfirmDialog>
  );
}

/** What deleting a team changes, one sentence each. */
export function teamEffects({ effects }: Pick<Deletable, 'effects'>): string[] {
  const { onlyTeamOf, sharedApps, ownerlessApps, inviteCodes, catalogs } = effects;
  return [
    onlyTeamOf === 0
      ? 'Nobody is left without a team.'
      : `${people(onlyTeamOf)} in no other team ${onlyTeamOf === 1 ? 'goes' : 'go'} to the default team.`,
    sharedApps === 0
      ? 'No app is shared with it.'
      : `${sharedApps === 1 ? '1 app is' : `${sharedApps} apps are`} no longer shared with it. Keys go on working.`,
    ...(ownerlessApps > 0
      ? [
          `${ownerlessApps === 1 ? '1 of them has' : `${ownerlessApps} of them have`} no owner here, and become everybody’s.`,
        ]
      : []),
    ...(inviteCodes > 0
      ? [
          `${inviteCodes === 1 ? '1 invite code that leads' : `${inviteCodes} invite codes that lead`} into it stops working.`,
        ]
      : []),
    ...(catalogs > 0
      ? [
          `What is offered to this team (${catalogs === 1 ? '1 catalog' : `${catalogs} catalogs`}) is not offered through it any more.`,
        ]
      : []),
  ];
}

function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}
