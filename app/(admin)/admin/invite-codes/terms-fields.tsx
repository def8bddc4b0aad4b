import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';

/** A team that a code can lead into. */
export type Team = { id: string; name: string; organizationName: string };
type Terms = { teamId: string; quota: number; lastDay: string | null; isActive: boolean; note: string };

/** What a code says, for making one and for changing it. */
export function TermsFields({ teams, terms }: { teams: readonly Team[]; terms?: Terms }) {
  return (
    <>
      <Field name="teamId" label="Team" hint="Whoever registers with the code joins this team and its organization.">
        <Select
          placeholder="Choose a team"
          defaultValue={terms?.teamId ?? ''}
          options={teams.map(({ id, name, organizationName }) => ({
            value: id,
            label: `${organizationName} / ${name}`,
          }))}
        />
      </Field>
      <Field name="quota" label="Quota" hint="How many people can register with it.">
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          step={1}
          defaultValue={terms?.quota ?? 10}
          className="max-w-40"
        />
      </Field>
      <Field name="lastDay" label="Expires after" required={false} hint="The last day on which it works, in UTC.">
        <Input type="date" defaultValue={terms?.lastDay ?? ''} className="max-w-48" />
      </Field>
      <Field name="note" label="Note" required={false} hint="For admins: what it is for.">
        <Input defaultValue={terms?.note ?? ''} maxLength={200} />
      </Field>
      <Checkbox
        name="isActive"
        label="Active"
        hint="Nobody can register with an inactive code."
        defaultChecked={terms?.isActive ?? true}
      />
    </>
  );
}
