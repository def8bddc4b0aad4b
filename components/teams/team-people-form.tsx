import type { FormAction } from '@/core/form-state';
import { ActionForm } from '../ui/action-form';
import { Checkbox } from '../ui/checkbox';
import { SubmitButton } from '../ui/submit-button';

/** Somebody who can be put into the team. */
export type TeamCandidate = { id: string; name: string; email: string | null; isMember: boolean; isActive: boolean };

/**
 * Who is in a team, as checkboxes. It says whom it showed (`among`), so that whoever joined after the page was opened,
 * or was not found by the search, stays as they are.
 */
export function TeamPeopleForm({
  action,
  teamId,
  people,
}: {
  action: FormAction;
  teamId: string;
  people: readonly TeamCandidate[];
}) {
  return (
    // Emptied when done, so that the boxes show who is in it now: whoever is in no other team stays in the default one.
    <ActionForm action={action} hidden={{ teamId }} resetOnDone>
      {people.map(({ id }) => (
        <input key={id} type="hidden" name="among" value={id} />
      ))}
      <fieldset>
        <legend className="sr-only">Members</legend>
        <div className="grid max-h-112 gap-x-6 gap-y-3 overflow-y-auto p-1 sm:grid-cols-2">
          {people.map((person) => (
            <Checkbox
              key={person.id}
              name="userIds"
              value={person.id}
              label={person.name}
              hint={hintOf(person)}
              defaultChecked={person.isMember}
            />
          ))}
        </div>
      </fieldset>
      <SubmitButton className="justify-self-start">Save members</SubmitButton>
    </ActionForm>
  );
}

function hintOf({ email, isActive }: TeamCandidate) {
  const words = [email, !isActive && 'not active'].filter(Boolean).join(', ');
  return words && <span className="[overflow-wrap:anywhere]">{words}</span>;
}
