'use client';

import { ActionForm } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Radio, RadioGroup } from '@/components/ui/radio-group';
import { SubmitButton } from '@/components/ui/submit-button';
import type { RuleChoices } from '@/core/approval-rules/list-rule-choices';
import type { FormAction } from '@/core/form-state';
import { ConditionFields } from './condition-fields';
import type { RuleValues } from './rule-values';

type Props = {
  action: FormAction;
  hidden?: Record<string, string>;
  label: string;
  choices: RuleChoices;
  values: RuleValues;
  mayChange: boolean;
};

/** The editor of a rule. Who may only read gets it with nothing to press. */
export function RuleForm({ action, hidden, label, choices, values, mayChange }: Props) {
  return (
    <ActionForm action={action} {...(hidden && { hidden })} aria-label={label}>
      <fieldset disabled={!mayChange} className="grid gap-7">
        <Field name="name" label="Name" hint="It stands in the history of every request that it decides.">
          <Input defaultValue={values.name} maxLength={120} autoComplete="off" className="max-w-xl" />
        </Field>
        <ConditionFields choices={choices} conditions={values.conditions} />
        <RadioGroup name="outcome" label="Then" {...(values.outcome && { defaultValue: values.outcome })}>
          <Radio value="approve" label="Approve at once" hint="Nobody has to look at it." />
          <Radio value="ask_admins" label="Admins decide" hint="Also where the plan would approve by itself." />
          <Radio value="ask_third_party" label="Another system decides" hint="Without one that is set up: admins." />
        </RadioGroup>
        <Checkbox
          name="isActive"
          label="Active"
          hint="While this is off, the dry run shows what it would have decided."
          defaultChecked={values.isActive}
        />
        {mayChange && (
          <div>
            <SubmitButton>Save</SubmitButton>
          </div>
        )}
      </fieldset>
    </ActionForm>
  );
}
