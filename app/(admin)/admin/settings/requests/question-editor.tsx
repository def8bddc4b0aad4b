'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SectionHeader } from '@/components/ui/page-header';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';

/** A question that is asked with every request. It keeps its name for ever, because answers refer to it. */
export type Question = {
  name: string;
  label: string;
  kind: 'text' | 'long_text' | 'number' | 'choice' | 'yes_no' | 'url';
  required: boolean;
  help?: string;
  choices?: string[];
};

type Row = { id: number; question: Question | null };

/**
 * The questions as rows of one form. Without JavaScript there is always one empty row more, and a question goes by
 * emptying its words; with it there are buttons for both.
 */
export function QuestionEditor({ questions, mayChange }: { questions: readonly Question[]; mayChange: boolean }) {
  const [rows, setRows] = useState<Row[]>(() => {
    const given: (Question | null)[] = mayChange ? [...questions, null] : [...questions];
    return given.map((question, id) => ({ id, question }));
  });
  const add = () => setRows((now) => [...now, { id: Math.max(-1, ...now.map(({ id }) => id)) + 1, question: null }]);
  return (
    <section className="grid gap-3">
      <SectionHeader
        title="Questions with every request"
        description="Asked at the cart before Request access. To remove one, empty its words."
      />
      {rows.length === 0 && <p className="text-ink-muted">Nothing is asked.</p>}
      {rows.map((row, index) => (
        <QuestionRow
          key={row.id}
          prefix={`requestFields.${index}`}
          number={index + 1}
          question={row.question}
          onRemove={mayChange ? () => setRows((now) => now.filter(({ id }) => id !== row.id)) : null}
        />
      ))}
      {mayChange && (
        <div>
          <Button size="sm" onClick={add} className="noscript:hidden">
            <Plus aria-hidden="true" />
            Add a question
          </Button>
        </div>
      )}
    </section>
  );
}

const KINDS: { value: Question['kind']; label: string }[] = [
  { value: 'text', label: 'Short text' },
  { value: 'long_text', label: 'Long text' },
  { value: 'number', label: 'Number' },
  { value: 'choice', label: 'Choice' },
  { value: 'yes_no', label: 'Yes or no' },
  { value: 'url', label: 'Web address' },
];

function QuestionRow({
  prefix,
  number,
  question,
  onRemove,
}: {
  prefix: string;
  number: number;
  question: Question | null;
  onRemove: (() => void) | null;
}) {
  const title = question ? `Question ${number}` : `Question ${number} (new)`;
  return (
    <fieldset className="card group grid min-w-0 gap-3 p-(--card-padding)">
      <legend className="sr-only">{title}</legend>
      {question && <input type="hidden" name={`${prefix}.name`} value={question.name} />}
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_10rem]">
        <Field name={`${prefix}.label`} label={title} required={false} showOptional={false}>
          <Input defaultValue={question?.label} maxLength={120} placeholder="How many calls a day?" />
        </Field>
        <Field name={`${prefix}.kind`} label="Kind of answer">
          <Select options={KINDS} defaultValue={question?.kind ?? 'text'} />
        </Field>
      </div>
      <Field name={`${prefix}.help`} label="Help below it" required={false}>
        <Input defaultValue={question?.help} maxLength={300} />
      </Field>
      {/* Seen only while the kind is a choice: by style, so also without JavaScript. */}
      <Field
        name={`${prefix}.choices`}
        label="Answers to choose from"
        hint="One in each line."
        required={false}
        showOptional={false}
        className="hidden! group-has-[option[value=choice]:checked]:grid!"
      >
        <Textarea defaultValue={question?.choices?.join('\n')} maxLength={4000} />
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Checkbox name={`${prefix}.required`} label="Must be answered" defaultChecked={question?.required ?? false} />
        {onRemove && (
          <Button
            size="sm"
            variant="ghost"
            onClick={onRemove}
            className="noscript:hidden"
            aria-label={`Remove ${title}`}
          >
            <Trash2 aria-hidden="true" />
            Remove
          </Button>
        )}
      </div>
    </fieldset>
  );
}
