'use client';

import { PasskeyForm } from '@/components/forms/passkey-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { addPasskeyAction, beginPasskeyRegistrationAction } from './actions';

/** Makes a passkey in this browser, under a name that its owner knows it by. */
export function AddPasskeyForm({ suggestedName }: { suggestedName: string }) {
  return (
    <PasskeyForm
      begin={beginPasskeyRegistrationAction}
      finish={addPasskeyAction}
      act="make"
      label="Add a passkey"
      className="grid gap-4"
    >
      <Field name="name" label="Name of the passkey" hint="So that you know later which device or key it is on.">
        <Input defaultValue={suggestedName} maxLength={60} autoComplete="off" />
      </Field>
    </PasskeyForm>
  );
}
