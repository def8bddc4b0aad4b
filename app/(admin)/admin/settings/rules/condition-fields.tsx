'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { RuleChoices } from '@/core/approval-rules/list-rule-choices';
import type { Named, ToldConditions } from '@/core/approval-rules/told-conditions';
import { tristateOf, withGone } from './rule-values';

type Props = { choices: RuleChoices; conditions: ToldConditions };

/** When a rule applies: every part that is filled in must hold. */
export function ConditionFields({ choices, conditions }: Props) {
  return (
    <Fieldset legend="When" hint="Everything that you fill in must hold; of a list one entry is enough.">
      <div className="grid items-start gap-6 md:grid-cols-3">
        <Boxes legend="Plans" name="planIds" choices={choices.plans} chosen={conditions.plans} />
        <Boxes
          legend="Products"
          name="productIds"
          choices={choices.products}
          chosen={conditions.products}
          hint="To approve, every product of the request must be among these."
        />
        <Boxes legend="Catalogs" name="catalogIds" choices={choices.catalogs} chosen={conditions.catalogs} />
      </div>
      <div className="grid items-start gap-4 md:grid-cols-3">
        <Lines
          name="organizations"
          label="Organizations"
          hint="One name on each line."
          value={conditions.organizations}
        />
        <Lines
          name="teams"
          label="Teams of whoever asks"
          hint="One on each line, such as Acme / Backend."
          value={conditions.teams}
        />
        <Lines
          name="emailDomains"
          label="Email domains of whoever asks"
          hint="One on each line: acme.com, or *.acme.com for everything below it. The address must be confirmed."
          value={conditions.emailDomains}
        />
      </div>
      <div className="grid items-start gap-4 md:grid-cols-3">
        <Choice
          name="verifiedDomain"
          label="Verified domain"
          hint="The address belongs to a domain that admins checked for the organization."
          words={['Whether or not', 'Only with one', 'Only without']}
          value={conditions.hasVerifiedDomain}
        />
        <Choice
          name="firstRequest"
          label="First request"
          hint="Of the organization; in the default organization of the person. Cancelled ones count."
          words={['First or not', 'Only the first', 'Only further ones']}
          value={conditions.isFirstRequest}
        />
        <Choice
          name="approvedBefore"
          label="Approved before"
          hint="The organization has a request that was approved."
          words={['Whether or not', 'Only if so', 'Only if not']}
          value={conditions.wasApprovedBefore}
        />
      </div>
    </Fieldset>
  );
}

function Boxes({
  legend,
  name,
  choices,
  chosen,
  hint,
}: {
  legend: string;
  name: string;
  choices: readonly Named[];
  chosen: readonly Named[];
  hint?: string;
}) {
  const ids = new Set(chosen.map(({ id }) => id));
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="field-label mb-1.5">{legend}</legend>
      {hint && <p className="field-hint -mt-1.5">{hint}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={legend} tabIndex={0} className="grid max-h-64 gap-2.5 overflow-y-auto p-1">
        {withGone(choices, chosen).map((one) => (
          <Checkbox key={one.id} name={name} value={one.id} label={one.name} defaultChecked={ids.has(one.id)} />
        ))}
      </section>
      {choices.length === 0 && <p className="text-ink-muted text-sm">None yet.</p>}
    </fieldset>
  );
}

function Lines({ name, label, hint, value }: { name: string; label: string; hint: string; value: readonly string[] }) {
  return (
    <Field name={name} label={label} hint={hint} required={false} showOptional={false}>
      <Textarea defaultValue={value.join('\n')} rows={3} spellCheck={false} />
    </Field>
  );
}

function Choice({
  name,
  label,
  hint,
  words: [any, yes, no],
  value,
}: {
  name: string;
  label: string;
  hint: string;
  words: readonly [string, string, string];
  value: boolean | null;
}) {
  const options = [
    { value: 'any', label: any },
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ];
  return (
    <Field name={name} label={label} hint={hint}>
      <Select options={options} defaultValue={tristateOf(value)} />
    </Field>
  );
}
