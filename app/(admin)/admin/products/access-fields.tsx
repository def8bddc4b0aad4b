'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';

/** A policy to choose, with the APIs that it opens. */
export type Policy = { id: string; gatewayName: string; name: string; policyId: string; opens: readonly string[] };
type Kind = 'existing' | 'own' | 'none';
type Props = {
  gateways: readonly { id: string; name: string }[];
  policies: readonly Policy[];
  chosen: { kind: Kind; policyId: string; gatewayId: string };
};

/**
 * What opens a product's APIs: a policy that the gateway has, one that the portal keeps there, or nothing. The fields
 * of a choice that is not made are hidden by style, so also without JavaScript.
 */
export function AccessFields({ gateways, policies, chosen }: Props) {
  const [policyId, setPolicyId] = useState(chosen.policyId);
  const policy = policies.find(({ id }) => id === policyId);
  return (
    <div className="group grid gap-4">
      <RadioGroup name="kind" label="What opens its APIs" defaultValue={chosen.kind}>
        <Radio
          value="existing"
          label="A policy that the gateway has"
          hint="Made and changed at the gateway; keys get it as it is there."
        />
        <Radio
          value="own"
          label="A policy of the portal’s own"
          hint="The portal writes it to the gateway and keeps it as this product’s APIs say."
        />
        <Radio
          value="none"
          label="Nothing: documentation only"
          hint="People read about it; there is no key to ask for."
        />
      </RadioGroup>
      <div className="hidden gap-2 group-has-[input[value=existing]:checked]:grid">
        <Field
          name="policyId"
          label="Policy"
          hint={policies.length === 0 ? 'No gateway told of a policy yet.' : undefined}
        >
          <Select
            placeholder="Choose a policy"
            defaultValue={chosen.policyId}
            onChange={(event) => setPolicyId(event.currentTarget.value)}
            options={policies.map(({ id, gatewayName, name, policyId: of }) => ({
              value: id,
              label: `${gatewayName}: ${name === of ? name : `${name} (${of})`}`,
            }))}
          />
        </Field>
        {policy && <p className="text-ink-muted text-sm">Opens {policy.opens.join(', ') || 'no API by name'}.</p>}
      </div>
      <div className="hidden group-has-[input[value=own]:checked]:grid">
        <Field name="gatewayId" label="Gateway" hint="Not every gateway lets the portal write policies.">
          <Select
            placeholder="Choose a gateway"
            defaultValue={chosen.gatewayId}
            options={gateways.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
      </div>
    </div>
  );
}
