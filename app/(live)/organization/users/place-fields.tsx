import { TeamBoxes } from '@/components/teams/team-boxes';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { RoleTable } from './role-table';

type Team = { id: string; name: string; isDefault: boolean };
type Props = {
  teams: readonly Team[];
  role?: 'super_admin' | 'team_member';
  chosen?: readonly string[];
  /** Why no other role can be chosen; the role stays as it is. */
  roleHint?: string;
};

/** Role and teams, and what the roles may do beside the choice. */
export function PlaceFields({ teams, role = 'team_member', chosen, roleHint }: Props) {
  const defaults = chosen ?? teams.filter(({ isDefault }) => isDefault).map(({ id }) => id);
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-[auto_1fr] sm:gap-8">
        <RadioGroup name="role" label="Role" defaultValue={role} {...(roleHint && { hint: roleHint })}>
          <Radio value="team_member" label="Team member" {...(roleHint && { disabled: true })} />
          <Radio value="super_admin" label="Super admin" />
        </RadioGroup>
        <RoleTable />
      </div>
      <TeamBoxes teams={teams} hint="A team may see catalogs and share apps." chosen={defaults} />
    </>
  );
}
