'use client';

import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useControl } from './form-context';

/** One choice of a list. */
export type SelectOption = { value: string; label: string; disabled?: boolean };
/** Choices that belong together, under a heading that is none itself. */
type SelectGroup = { label: string; options: readonly SelectOption[] };

/** A choice from a list, by the browser's own control. `placeholder` is the empty first choice. */
export function Select({
  className,
  id,
  name,
  options,
  placeholder,
  defaultValue,
  ...rest
}: Omit<ComponentProps<'select'>, 'children' | 'multiple'> & {
  options: readonly (SelectOption | SelectGroup)[];
  placeholder?: string;
}) {
  const { kept, attributes } = useControl({ id, name });
  return (
    <span className={clsx('select', className)}>
      <select
        {...attributes}
        {...rest}
        {...(rest.value === undefined && { defaultValue: kept ?? defaultValue })}
        className="input"
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) =>
          'options' in option ? (
            <optgroup key={option.label} label={option.label}>
              {option.options.map(renderOption)}
            </optgroup>
          ) : (
            renderOption(option)
          ),
        )}
      </select>
      <ChevronDown aria-hidden="true" />
    </span>
  );
}

function renderOption({ value, label, disabled }: SelectOption) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  );
}
