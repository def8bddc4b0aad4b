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

/** Fields for the questions that admins defined; each is sent as `<prefix>.<name>`. */
export function AnswerFields({ fields, prefix }: { fields: readonly AskedField[]; prefix: string }) {
  return fields.map((field) => <AnswerField key={field.name} field={field} name={`${prefix}.${field.name}`} />);
}

function AnswerField({ field, name }: { field: AskedField; name: string }) {
  const { label, help, required, kind } = field;
  if (kind === 'yes_no') {
    return (
      <RadioGroup name={name} label={label} required={required} {...(help && { hint: help })}>
        <Radio value="yes" label="Yes" />
        <Radio value="no" label="No" />
      </RadioGroup>
    );
  }
  return (
    <Field name={name} label={label} required={required} {...(help && { hint: help })}>
      {control(field)}
    </Field>
  );
}

function control({ kind, choices = [] }: AskedField) {
  if (kind === 'long_text') return <Textarea rows={4} maxLength={4000} />;
  if (kind === 'choice') {
    return <Select placeholder="Choose" options={choices.map((choice) => ({ value: choice, label: choice }))} />;
  }
  if (kind === 'url') return <Input type="url" placeholder="https://" maxLength={200} />;
  if (kind === 'number') return <Input inputMode="decimal" maxLength={30} />;
  return <Input maxLength={200} />;
}
