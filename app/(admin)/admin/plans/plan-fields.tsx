'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Fieldset } from '@/components/ui/fieldset';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { PlanChoices } from '@/core/plans/list-plan-choices';
import { LimitsFields } from './limits-fields';
import { MetadataFields } from './metadata-fields';
import type { PlanValues } from './plan-values';
import { PolicyFields } from './policy-fields';

const DECIDERS = [
  { value: '', label: 'As the portal’s settings say' },
  { value: 'admin', label: 'Admins' },
  { value: 'third_party', label: 'Another system' },
];

/** Everything that a plan says, for making one and for changing it. */
export function PlanFields({ choices, values }: { choices: PlanChoices; values: PlanValues }) {
  return (
    <>
      <Field name="name" label="Name" hint="Developers choose by it.">
        <Input defaultValue={values.name} maxLength={80} autoComplete="off" />
      </Field>
      <Field
        name="slug"
        label="Short name"
        required={false}
        hint="For addresses and for the REST API. Left empty, it is made of the name."
      >
        <Input defaultValue={values.slug} maxLength={80} autoComplete="off" spellCheck={false} className="font-mono" />
      </Field>
      <Field name="description" label="Description" required={false} hint="One or two sentences under the name.">
        <Textarea defaultValue={values.description} maxLength={500} rows={3} />
      </Field>
      <PolicyFields choices={choices} values={values} />
      <LimitsFields values={values} />
      <AskingFields values={values} />
      <KeyFields values={values} />
      <CatalogFields catalogs={choices.catalogs} chosen={values.catalogIds} />
    </>
  );
}

function AskingFields({ values }: { values: PlanValues }) {
  return (
    <Fieldset legend="Asking for it">
      <Checkbox
        name="autoApprove"
        label="Approve requests at once"
        hint="Nobody has to decide. Where this is off, those who decide are told of every request."
        defaultChecked={values.autoApprove}
      />
      <Field
        name="decidedBy"
        label="Who decides otherwise"
        required={false}
        showOptional={false}
        hint="A rule that applies to a request comes before its plan."
        className="max-w-80"
      >
        <Select options={DECIDERS} defaultValue={values.decidedBy ?? ''} />
      </Field>
      <div className="flex flex-wrap items-start gap-3">
        <Field name="requestAllowance" label="Requests allowed" required={false} className="w-40">
          <Input type="number" inputMode="numeric" min={1} step={1} defaultValue={values.requestAllowance ?? ''} />
        </Field>
        <Field name="allowancePeriodDays" label="In days" required={false} className="w-40">
          <Input type="number" inputMode="numeric" min={1} step={1} defaultValue={values.allowancePeriodDays ?? ''} />
        </Field>
      </div>
      <p className="field-hint">
        How many requests for access an organization may make in that time; empty is any number. In the default
        organization each person counts alone.
      </p>
    </Fieldset>
  );
}

function KeyFields({ values }: { values: PlanValues }) {
  return (
    <Fieldset legend="Keys">
      <Field
        name="lifetimeDays"
        label="Keys live for days"
        required={false}
        hint="Empty: they do not expire. Keys that live already keep their end."
        className="max-w-60"
      >
        <Input
          type="number"
          inputMode="numeric"
          min={1}
          max={3650}
          step={1}
          defaultValue={values.keyLifetimeDays ?? ''}
        />
      </Field>
      <MetadataFields given={values.keyMetadata} />
    </Fieldset>
  );
}

const VISIBILITY = { public: 'Public', internal: 'Every developer', private: 'Chosen organizations and teams' };

function CatalogFields({ catalogs, chosen }: { catalogs: PlanChoices['catalogs']; chosen: readonly string[] }) {
  return (
    <Fieldset legend="Catalogs" hint="It can be chosen for the products that stand in these.">
      {catalogs.length === 0 && <p className="text-ink-muted">There is no catalog yet.</p>}
      {catalogs.map(({ id, name, visibility }) => (
        <Checkbox
          key={id}
          name="catalogIds"
          value={id}
          label={name}
          hint={VISIBILITY[visibility]}
          defaultChecked={chosen.includes(id)}
        />
      ))}
    </Fieldset>
  );
}
