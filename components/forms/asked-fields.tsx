'use client';

import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { Select } from '../ui/select';
import { Textarea } from '../ui/textarea';

/** A question that admins defined, as `FormField` of the schema. */
export type AskedField = {
  name: string;
  label: string;
  kind: 'text' | 'long_text' | 'number' | 'choice' | 'yes_no' | 'url';
  required: boolean;
  help?: string;
  choices?: string[];
};

/** One labelled control for each question. `prefix` keeps their names apart from the form's own: `signUp.company`. */
export function AskedFields({
  fields,
  prefix,
  values = {},
}: {
  fields: readonly AskedField[];
  prefix: string;
  /** What was answered before. */
  values?: Readonly<Record<string, string>>;
}) {
  return fields.map((field) => (
    <Field
      key={field.name}
      name={`${prefix}.${field.name}`}
      label={field.label}
      required={field.required}
      {...(field.help && { hint: field.help })}
    >
      <Control field={field} value={values[field.name] ?? ''} />
    </Field>
  ));
}

function Control({ field, value }: { field: AskedField; value: string }) {
  switch (field.kind) {
    case 'long_text':
      return <Textarea defaultValue={value} maxLength={4000} />;
    case 'choice':
      return (
        <Select
          placeholder="Choose an answer"
          options={(field.choices ?? []).map((choice) => ({ value: choice, label: choice }))}
          defaultValue={value}
        />
      );
    case 'yes_no':
      return (
        <Select
          placeholder="Choose an answer"
          options={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
          defaultValue={value}
        />
      );
    case 'number':
      return <Input inputMode="decimal" defaultValue={value} maxLength={200} />;
    case 'url':
      return <Input type="url" inputMode="url" placeholder="https://" defaultValue={value} maxLength={200} />;
    case 'text':
      return <Input defaultValue={value} maxLength={200} />;
  }
}
