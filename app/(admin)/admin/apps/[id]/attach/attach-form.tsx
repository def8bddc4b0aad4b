'use client';

import Link from 'next/link';
import { ActionForm } from '@/components/ui/action-form';
import { buttonClass } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import type { ImportChoices } from '@/core/credentials/list-import-choices';
import { importCredentialAction } from '../actions';
import { ProductChoice } from './product-choice';

/** Names a key that exists, and what it shall be worth from now on. What was pasted is never filled in again. */
export function AttachForm({ appId, choices }: { appId: string; choices: ImportChoices }) {
  const gateways = new Set(choices.products.map(({ gatewayName }) => gatewayName));
  return (
    <ActionForm action={importCredentialAction} hidden={{ appId }} confirm="none">
      <Fieldset legend="Which key" hint="One of the two is enough. The portal never shows it to anybody.">
        <Field name="key" label="Key" required={false} hint="The whole key, as its users send it. Not its id.">
          <PasswordInput autoComplete="off" spellCheck={false} maxLength={600} />
        </Field>
        <Field
          name="keyHash"
          label="Key hash"
          required={false}
          hint="As the gateway lists it: 8, 16, 32 or 64 characters. For gateways that hash keys."
        >
          <Input autoComplete="off" spellCheck={false} maxLength={64} className="font-mono" />
        </Field>
      </Fieldset>
      <ProductChoice products={choices.products} showsGateway={gateways.size > 1} />
      <Field
        name="planId"
        label="Plan"
        hint="Its limits replace those that the key has now. Its lifetime counts from now; a key that ends sooner keeps its end."
      >
        <Select
          placeholder="Choose a plan"
          options={choices.plans.map(({ id, name, gatewayName, lifetimeDays }) => ({
            value: id,
            label: [name, gateways.size > 1 && gatewayName, lifetimeDays === null ? 'no end' : `${lifetimeDays} days`]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      </Field>
      <Field name="name" label="Name" required={false} hint="Without one it is called after its products.">
        <Input maxLength={120} />
      </Field>
      <Checkbox
        name="resetQuota"
        label="Let its quota start anew"
        hint="Otherwise what the key has used of its quota stays used."
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Attach key</SubmitButton>
        <Link href={`/admin/apps/${appId}`} className={buttonClass({ variant: 'ghost' })}>
          Cancel
        </Link>
      </div>
    </ActionForm>
  );
}
