'use client';

import { quotaWords, rateWords } from '@/components/asking/plan-words';
import { Field } from '@/components/ui/field';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import type { PlanChoices, PolicyChoice } from '@/core/plans/list-plan-choices';
import type { PlanValues } from './plan-values';

/** Who enforces the limits: a policy of the gateway's, one that the portal keeps there, or nobody. */
export function PolicyFields({ choices, values }: { choices: PlanChoices; values: PlanValues }) {
  return (
    <div className="group/policy grid gap-4">
      <RadioGroup name="policyKind" label="Limits at the gateway" defaultValue={values.policyKind}>
        <Radio
          value="existing"
          label="A policy that the gateway has"
          hint="It enforces its own limits. Say the same figures below: they are what developers read."
        />
        <Radio
          value="own"
          label="A policy that the portal keeps"
          hint="It is written to the gateway with the limits below, and follows every change of them at once, for keys that live too."
        />
        <Radio
          value="none"
          label="None"
          hint="The plan fits every gateway, and nothing but the products’ own policies limits its keys."
        />
      </RadioGroup>
      <Field
        name="policyRowId"
        label="Policy"
        hint="Those that only limit. One that also opens APIs would give keys more than was approved."
        className="hidden group-has-[input[value=existing]:checked]/policy:grid"
      >
        <Select
          placeholder="Choose a policy"
          defaultValue={values.policyRowId}
          options={choices.policies.map((policy) => ({ value: policy.id, label: policyWords(policy) }))}
        />
      </Field>
      <Field name="gatewayId" label="Gateway" className="hidden group-has-[input[value=own]:checked]/policy:grid">
        <Select
          placeholder="Choose a gateway"
          defaultValue={values.gatewayId}
          options={choices.gateways.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
    </div>
  );
}

function policyWords({ name, policyId, gatewayName, limits, isUsed }: PolicyChoice): string {
  const says = limits ? `${rateWords(limits)}, ${quotaWords(limits).toLowerCase()}` : 'limits not known';
  return `${name} (${policyId}) at ${gatewayName}: ${says}${isUsed ? ' · has a plan' : ''}`;
}
