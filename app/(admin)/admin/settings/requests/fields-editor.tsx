import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { SettingsView } from '@/core/settings/get-settings';

type RequestField = SettingsView['requestFields'][number];

const KINDS = [
  { value: 'text', label: 'A line of text' },
  { value: 'long_text', label: 'Several lines' },
  { value: 'number', label: 'A number' },
  { value: 'choice', label: 'One of several answers' },
  { value: 'yes_no', label: 'Yes or no' },
  { value: 'url', label: 'A web address' },
];

/**
 * What is asked with every request. One row for each question and an empty one to add one; a question without words is
 * removed. Works without JavaScript.
 */
export function FieldsEditor({ fields }: { fields: readonly RequestField[] }) {
  const empty: RequestField = { name: '', label: '', kind: 'text', required: false };
  return (
    <Card
      title="Asked with every request"
      description="Products can ask more of their own. Empty a question to remove it; save to get another empty row."
    >
      <ol className="grid gap-4">
        {[...fields, empty].map((field, index) => (
          <li key={field.name || 'new'} className="grid gap-3 rounded-md border border-line p-3">
            <FieldRow field={field} prefix={`requestFields.${index}`} number={index + 1} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function FieldRow({ field, prefix, number }: { field: RequestField; prefix: string; number: number }) {
  const isNew = field.name === '';
  return (
    <>
      {!isNew && <input type="hidden" name={`${prefix}.name`} value={field.name} />}
      <div className="grid gap-3 sm:grid-cols-[2fr_1fr]">
        <Field
          name={`${prefix}.label`}
          label={isNew ? 'New question' : `Question ${number}`}
          required={false}
          showOptional={false}
        >
          <Input defaultValue={field.label} maxLength={120} autoComplete="off" />
        </Field>
        <Field name={`${prefix}.kind`} label="Answered with">
          <Select options={KINDS} defaultValue={field.kind} />
        </Field>
      </div>
      <details open={field.help !== undefined || field.kind === 'choice'}>
        <summary className="w-fit cursor-pointer text-ink-muted text-sm">Explanation and answers</summary>
        <div className="mt-3 grid gap-3 sm:grid-cols-2">
          <Field name={`${prefix}.help`} label="Explanation" required={false}>
            <Input defaultValue={field.help ?? ''} maxLength={300} autoComplete="off" />
          </Field>
          <Field name={`${prefix}.choices`} label="Answers to choose from, one in each line" required={false}>
            <Textarea rows={3} defaultValue={field.choices?.join('\n') ?? ''} />
          </Field>
        </div>
      </details>
      <Checkbox name={`${prefix}.required`} label="Must be answered" defaultChecked={field.required} />
    </>
  );
}
