'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Fieldset } from '@/components/ui/fieldset';
import { SubmitButton } from '@/components/ui/submit-button';
import { changeMailChoicesAction } from './actions';

type Choice = { topic: string; label: string; hint: string; isWanted: boolean };

/** Which kinds of mail one wants; the rest stands here all the same. */
export function ChoicesForm({ choices }: { choices: readonly Choice[] }) {
  return (
    <ActionForm action={changeMailChoicesAction} aria-label="Mails">
      <Fieldset legend="Send me mails about">
        {choices.map(({ topic, label, hint, isWanted }) => (
          <Checkbox key={topic} name="wanted" value={topic} label={label} hint={hint} defaultChecked={isWanted} />
        ))}
      </Fieldset>
      <p className="text-ink-muted text-sm">
        Mails about your password, your address, the security of your account and invitations always come.
      </p>
      <div>
        <SubmitButton>Save</SubmitButton>
      </div>
    </ActionForm>
  );
}
