'use client';

import { FieldError } from '@/components/ui/field';
import { useFieldId, useFieldState } from '@/components/ui/form-context';
import { Input } from '@/components/ui/input';
import { metadataRows, type PlanValues } from './plan-values';

/** Entries that every key of the plan carries. A row goes by emptying it; three more come with each save. */
export function MetadataFields({ given }: { given: PlanValues['keyMetadata'] }) {
  const id = useFieldId('metadata');
  const { error } = useFieldState('metadata');
  return (
    <fieldset
      id={id}
      className="grid gap-2"
      aria-describedby={error && `${id}-error`}
      data-invalid={error ? true : undefined}
    >
      <legend className="field-label mb-1.5">Metadata of its keys</legend>
      <p className="field-hint -mt-1.5">
        Upstream APIs can read it, also as headers: plain ASCII. Empty a row to take it away.
      </p>
      <div className="grid gap-2">
        {metadataRows(given).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the row's place is its name in the form
          <div key={index} className="grid grid-cols-2 gap-2">
            <Input
              name={`metadata.${index}.name`}
              aria-label={`Name ${index + 1}`}
              placeholder="name"
              defaultValue={row.name}
              maxLength={64}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
            />
            <Input
              name={`metadata.${index}.value`}
              aria-label={`Value ${index + 1}`}
              placeholder="value"
              defaultValue={row.value}
              maxLength={256}
              autoComplete="off"
            />
          </div>
        ))}
      </div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
