'use client';

import clsx from 'clsx';
import { createContext, type ReactNode, useContext, useId } from 'react';
import { FieldError } from './field';
import { useFieldId, useFieldState } from './form-context';

type GroupValue = { name: string; chosen: string | undefined; required: boolean };
const RadioContext = createContext<GroupValue>({ name: '', chosen: undefined, required: false });

/** One of a few, all to be seen. Holds `Radio` (a line) or `RadioCard` (things to compare side by side). */
export function RadioGroup({
  name,
  label,
  hint,
  error,
  defaultValue,
  required = true,
  labelHidden = false,
  columns = 1,
  className,
  children,
}: {
  name: string;
  /** The group's accessible name, such as *Plan*. */
  label: string;
  hint?: ReactNode;
  error?: string;
  defaultValue?: string;
  required?: boolean;
  labelHidden?: boolean;
  /** How many cards stand side by side where there is room. */
  columns?: 1 | 2 | 3;
  className?: string;
  children: ReactNode;
}) {
  const id = useFieldId(name);
  const answer = useFieldState(name);
  const shown = error ?? answer.error;

  return (
    <fieldset
      id={id}
      aria-describedby={clsx(shown && `${id}-error`, hint && `${id}-hint`) || undefined}
      data-invalid={shown ? true : undefined}
      className={clsx('grid gap-2', className)}
    >
      <legend className={labelHidden ? 'sr-only' : 'field-label mb-1.5'}>{label}</legend>
      {hint && (
        <div id={`${id}-hint`} className="field-hint -mt-1.5">
          {hint}
        </div>
      )}
      <RadioContext value={{ name, chosen: answer.defaultValue ?? defaultValue, required }}>
        <div className={clsx('grid gap-2.5', COLUMNS[columns])}>{children}</div>
      </RadioContext>
      {shown && <FieldError id={`${id}-error`}>{shown}</FieldError>}
    </fieldset>
  );
}

const COLUMNS = { 1: undefined, 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 lg:grid-cols-3' } as const;

/** One choice on a line. */
export function Radio({
  value,
  label,
  hint,
  disabled,
}: {
  value: string;
  label: string;
  hint?: ReactNode;
  disabled?: boolean;
}) {
  const group = useContext(RadioContext);
  const id = useId();
  return (
    <div className="check">
      <input
        type="radio"
        id={id}
        name={group.name}
        value={value}
        disabled={disabled}
        required={group.required}
        defaultChecked={group.chosen === value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="box"
      />
      <label htmlFor={id} className="check-label">
        {label}
      </label>
      {hint && (
        <div id={`${id}-hint`} className="field-hint">
          {hint}
        </div>
      )}
    </div>
  );
}

/** One choice as a card, such as a plan: `title` is its accessible name, everything else describes it. */
export function RadioCard({
  value,
  title,
  badge,
  description,
  children,
  disabled,
}: {
  value: string;
  title: string;
  badge?: ReactNode;
  description?: ReactNode;
  /** What is compared, usually a `Facts` or a short list. */
  children?: ReactNode;
  disabled?: boolean;
}) {
  const group = useContext(RadioContext);
  const id = useId();
  return (
    <div className="radio-card">
      <input
        type="radio"
        id={id}
        name={group.name}
        value={value}
        disabled={disabled}
        required={group.required}
        defaultChecked={group.chosen === value}
        aria-describedby={`${id}-about`}
        className="box"
      />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium">
          {title}
        </label>
        {badge}
      </div>
      <div id={`${id}-about`} className="grid min-w-0 gap-2.5">
        {description && <p className="field-hint">{description}</p>}
        {children}
      </div>
    </div>
  );
}
