'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SubmitButton } from '@/components/ui/submit-button';
import { Textarea } from '@/components/ui/textarea';
import { AccessFields, type Policy } from '../access-fields';
import { createProductAction } from '../actions';

type Props = {
  gateways: readonly { id: string; name: string }[];
  policies: readonly Policy[];
  /** From a policy of the gateway that no product uses yet. */
  proposal: { id: string; name: string } | null;
};

/** Makes a draft. Everything else is said in its editor. */
export function NewProductForm({ gateways, policies, proposal }: Props) {
  const kind = proposal || policies.length > 0 ? 'existing' : 'none';
  return (
    <ActionForm action={createProductAction} aria-label="New product" className="gap-5">
      <Field name="name" label="Name">
        <Input defaultValue={proposal?.name} maxLength={120} autoComplete="off" />
      </Field>
      <Field
        name="slug"
        label="Address"
        required={false}
        hint="The last part of its addresses, such as payments-api. Left empty, it is made of the name."
      >
        <Input maxLength={80} autoComplete="off" spellCheck={false} className="font-mono" />
      </Field>
      <Field name="summary" label="Summary" required={false} hint="A sentence or two, for cards and search results.">
        <Textarea rows={2} maxLength={300} />
      </Field>
      <AccessFields
        gateways={gateways}
        policies={policies}
        chosen={{ kind, policyId: proposal?.id ?? '', gatewayId: gateways.length === 1 ? (gateways[0]?.id ?? '') : '' }}
      />
      <div>
        <SubmitButton>Create draft</SubmitButton>
      </div>
    </ActionForm>
  );
}
