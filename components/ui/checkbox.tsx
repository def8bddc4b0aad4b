'use client';

import clsx from 'clsx';
import { type ComponentProps, type ReactNode, useContext } from 'react';
import { FieldError } from './field';
import { FormContext, useFieldId, useFieldState } from './form-context';

/** Yes or no, with its own label: used without `Field`. Unchecked it sends nothing, checked it sends `value` (`on`). */
export function Checkbox({
  name,
  label,
  hint,
  className,
  defaultChecked,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'id'> & { name: string; label: ReactNode; hint?: ReactNode }) {
  const id = useFieldId(rest.value === undefined ? name : `${name}-${String(rest.value)}`);
  const { state } = useContext(FormContext);
  const { error, defaultValue } = useFieldState(name);
  const describedBy = clsx(error && `${id}-error`, hint && `${id}-hint`);

  return (
    <div className={clsx('check', className)}>
      <input
        type="checkbox"
        id={id}
        name={name}
        className="box"
        aria-describedby={describedBy || undefined}
        aria-invalid={error ? true : undefined}
        data-invalid={error ? true : undefined}
        {...rest}
        {...(rest.checked === undefined && {
          defaultChecked: state.status === 'error' ? wasChecked(defaultValue, rest.value) : defaultChecked,
        })}
      />
      <label htmlFor={id} className="check-label">
        {label}
      </label>
      {hint && (
        <div id={`${id}-hint`} className="field-hint">
          {hint}
        </div>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

/**
 * Boxes of one name and several values are kept as lines (server/form-action.ts): only those that were checked come
 * back so.
 */
function wasChecked(kept: string | undefined, value: ComponentProps<'input'>['value']): boolean {
  return value === undefined ? kept !== undefined : (kept ?? '').split('\n').includes(String(value));
}
