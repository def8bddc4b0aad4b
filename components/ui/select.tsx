'use client';

import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useControl } from './form-context';

export type SelectOption = { value: string; label: string; disabled?: boolean };

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
  options: readonly SelectOption[];
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
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden="true" />
    </span>
  );
}
