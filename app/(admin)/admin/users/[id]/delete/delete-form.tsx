import { ActionForm } from '@/components/ui/action-form';
import { ButtonLink } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import type { LeavingEffects } from '@/core/members/get-leaving-effects';
import { deleteUserAction } from './actions';

/** What happens to the apps is chosen, and the name is typed: this cannot be taken back. */
export function DeleteForm({ effects: { person, apps, liveKeys, heirs } }: { effects: LeavingEffects }) {
  const heir = heirs.find(({ role }) => role === 'super_admin');
  const ends = liveKeys === 1 ? '1 key stops working.' : `${liveKeys} keys stop working.`;
  return (
    <ActionForm action={deleteUserAction} hidden={{ userId: person.id }} className="gap-6">
      {apps.length > 0 && (
        <RadioGroup name="apps" label="Their apps and keys" defaultValue={heir ? 'hand_over' : 'end'}>
          <Radio
            value="hand_over"
            label={heir ? `Go to ${heir.name}` : 'Are handed over'}
            disabled={!heir}
            hint={
              heir ? 'A super admin of the organization; the keys go on working.' : 'Nobody is there to take them over.'
            }
          />
          <Radio value="end" label="End" hint={ends} />
        </RadioGroup>
      )}
      <Field name="typedName" label={`Type ${person.name} to confirm`}>
        <Input autoComplete="off" spellCheck={false} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <SubmitButton variant="danger">Delete user</SubmitButton>
        <ButtonLink href={`/admin/users/${person.id}`}>Cancel</ButtonLink>
      </div>
    </ActionForm>
  );
}
