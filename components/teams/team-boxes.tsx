import { Checkbox } from '../ui/checkbox';
import { Fieldset } from '../ui/fieldset';

/** What a default team is called until somebody renames it. */
const DEFAULT_NAME = 'Default team';

/** The teams of one organization to choose from (`teamIds`); none chosen is its default team. */
export function TeamBoxes({
  teams,
  hint,
  chosen = [],
}: {
  teams: readonly { id: string; name: string; isDefault: boolean }[];
  hint: string;
  chosen?: readonly string[];
}) {
  return (
    <Fieldset legend="Teams" hint={`${hint} Without a choice it is the default team.`}>
      <div className="grid gap-2.5 sm:grid-cols-2">
        {teams.map((team) => (
          <Checkbox
            key={team.id}
            name="teamIds"
            value={team.id}
            label={team.name}
            {...(team.isDefault && team.name !== DEFAULT_NAME && { hint: DEFAULT_NAME })}
            defaultChecked={chosen.includes(team.id)}
          />
        ))}
      </div>
    </Fieldset>
  );
}
