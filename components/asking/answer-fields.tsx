import { Field } from '../ui/field';
import { Input } from '../ui/input';
import { Radio, RadioGroup } from '../ui/radio-group';
import { Select } from '../ui/select';
import { Textarea } from '../ui/textarea';

/** A question of a form, as admins defined it. */
export type AskedField = {
  name: string;
  label: string;
  kind: 'text' | 'long_text' | 'number' | 'choice' | 'yes_no' | 'url';
  required: boolean;
  help?: string;
  choices?: string[];
};

/** Fields for the questions that admins defined; each is sent as `<prefix>.<name>`. `given`: answers to begin with. */
export function AnswerFields({
  fields,
  prefix,
  given = {},
}: {
  fields: readonly AskedField[];
  prefix: string;
  given?: Readonly<Record<string, string>>;
}) {
  return fields.map((field) => (
    <AnswerField key={field.name} field={field} name={`${prefix}.${field.name}`} given={given[field.name]} />
  ));
}

function AnswerField({ field, name, given }: { field: AskedField; name: string; given: string | undefined }) {
  const { label, help, required, kind } = field;
  if (kind === 'yes_no') {
    return (
      <RadioGroup
        name={name}
        label={label}
        required={required}
        {...(help && { hint: help })}
        {...(given && { defaultValue: given })}
      >
        <Radio value="yes" label="Yes" />
        <Radio value="no" label="No" />
      </RadioGroup>
    );
  }
  return (
    <Field name={name} label={label} required={required} {...(help && { hint: help })}>
      {control(field, given)}
    </Field>
  );
}

function control({ kind, choices = [] }: AskedField, given: string | undefined) {
  const begun = given === undefined ? {} : { defaultValue: given };
  if (kind === 'long_text') return <Textarea rows={4} maxLength={4000} {...begun} />;
  if (kind === 'choice') {
    const options = choices.map((choice) => ({ value: choice, label: choice }));
    return <Select placeholder="Choose" options={options} {...begun} />;
  }
  if (kind === 'url') return <Input type="url" placeholder="https://" maxLength={200} {...begun} />;
  if (kind === 'number') return <Input inputMode="decimal" maxLength={30} {...begun} />;
  return <Input maxLength={200} {...begun} />;
}
