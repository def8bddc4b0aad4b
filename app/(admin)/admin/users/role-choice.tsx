import { Radio, RadioGroup } from '@/components/ui/radio-group';

/** The two roles in an organization. In the default organization there is only one. */
export function RoleChoice({ chosen, inDefault }: { chosen: 'super_admin' | 'team_member'; inDefault: boolean }) {
  return (
    <RadioGroup name="role" label="Role" defaultValue={chosen}>
      <Radio value="team_member" label="Team member" hint="Manages apps." />
      <Radio
        value="super_admin"
        label="Super admin"
        disabled={inDefault}
        hint={
          inDefault
            ? 'Nobody is super admin of the default organization.'
            : 'Invites and removes people, manages teams and apps.'
        }
      />
    </RadioGroup>
  );
}
