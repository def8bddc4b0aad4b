'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import type { TrialField, TrialForm } from '@/core/try-it/get-trial-form';

type Errors = Record<string, string[]>;

const TITLES: Record<TrialField['place'], string> = {
  path: 'Path',
  query: 'Query',
  header: 'Headers',
  cookie: 'Cookies',
};

/** Everything that can be filled in, by where it is sent. What need not be sent starts empty. */
export function TryItFields({ form, errors, onChange }: { form: TrialForm; errors: Errors; onChange: () => void }) {
  const places = (['path', 'query', 'header', 'cookie'] as const).filter((place) =>
    form.fields.some((field) => field.place === place),
  );
  return (
    <>
      {places.map((place) => (
        <fieldset key={place} className="grid gap-3">
          <legend className="mb-2 font-semibold text-sm">{TITLES[place]}</legend>
          <div className="grid gap-3 sm:grid-cols-2">
            {form.fields
              .filter((field) => field.place === place)
              .map((field) => (
                <Parameter key={field.name} field={field} errors={errors} />
              ))}
          </div>
        </fieldset>
      ))}
      {form.body && <Body body={form.body} errors={errors} onChange={onChange} />}
      <details>
        <summary className="cursor-pointer text-ink-muted text-sm">More headers</summary>
        <Field
          name="headers"
          label="More headers"
          labelHidden
          hint="One a line: Name: value"
          required={false}
          className="mt-2"
          {...errorOf(errors, 'headers')}
        >
          <Textarea name="headers" rows={2} spellCheck={false} className="font-mono text-sm" />
        </Field>
      </details>
    </>
  );
}

function Parameter({ field, errors }: { field: TrialField; errors: Errors }) {
  const name = `${field.place}.${field.name}`;
  return (
    <Field name={name} label={field.name} hint={field.type} required={field.required} {...errorOf(errors, name)}>
      {field.values.length > 0 ? (
        <Select
          name={name}
          defaultValue={field.value}
          {...(!field.required && { placeholder: 'Not sent' })}
          options={field.values.map((value) => ({ value, label: value }))}
        />
      ) : (
        <Input name={name} defaultValue={field.value} autoComplete="off" spellCheck={false} className="font-mono" />
      )}
    </Field>
  );
}

const HINTS = {
  text: '',
  form: 'One field a line: name=value',
  multipart: 'One field a line: name=value. Files cannot be sent from here.',
};

type BodyForm = NonNullable<TrialForm['body']>;

function Body({ body, errors, onChange }: { body: BodyForm; errors: Errors; onChange: () => void }) {
  const [type, setType] = useState(body.media[0]?.type ?? '');
  const media = body.media.find((known) => known.type === type);
  if (!media) return null;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-semibold text-sm">Body</legend>
      {body.media.length > 1 ? (
        <Field name="bodyType" label="Type">
          <Select
            name="bodyType"
            value={type}
            onChange={(event) => {
              setType(event.target.value);
              // The new example stands there with the next frame.
              requestAnimationFrame(onChange);
            }}
            options={body.media.map((known) => ({ value: known.type, label: known.type }))}
          />
        </Field>
      ) : (
        <input type="hidden" name="bodyType" value={type} />
      )}
      <Field
        name="body"
        label={media.type}
        required={body.required}
        {...(HINTS[media.kind] && { hint: HINTS[media.kind] })}
        {...errorOf(errors, 'body')}
      >
        <Textarea
          key={type}
          name="body"
          rows={Math.min(16, Math.max(4, media.text.split('\n').length))}
          defaultValue={media.text}
          spellCheck={false}
          className="font-mono text-sm"
        />
      </Field>
    </fieldset>
  );
}

function errorOf(errors: Errors, name: string): { error?: string } {
  const found = errors[name]?.join(' ');
  return found ? { error: found } : {};
}
