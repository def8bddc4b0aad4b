'use client';

import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldContext, useFieldId, useFieldState } from './form-context';

/**
 * A labelled place for one control (`Input`, `Select`, …). Gives it id, name, description and error; the error of the
 * last answer is found by `name`. What is not required says "Optional" (outside the label, so that its name stays
 * exact).
 */
export function Field({
  name,
  label,
  hint,
  error,
  required = true,
  showOptional = true,
  labelHidden = false,
  aside,
  className,
  children,
}: {
  name: string;
  label: string;
  hint?: ReactNode;
  /** An error known by the page itself; normally it comes with the form's answer. */
  error?: string;
  required?: boolean;
  showOptional?: boolean;
  /** For a search or a table filter, where the place says it: the label stays for assistive technology. */
  labelHidden?: boolean;
  /** Stands at the end of the label's line, such as a link *Forgot password?*. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const id = useFieldId(name);
  const answer = useFieldState(name);
  const shown = error ?? answer.error;
  const saysOptional = !required && showOptional && !labelHidden;
  const describedBy = clsx(shown && `${id}-error`, hint && `${id}-hint`, saysOptional && `${id}-optional`);

  return (
    <div className={clsx('field', className)}>
      <div className={labelHidden ? 'sr-only' : 'flex items-baseline gap-3'}>
        <label htmlFor={id} className="field-label mr-auto">
          {label}
        </label>
        {saysOptional && (
          <span id={`${id}-optional`} className="field-hint">
            Optional
          </span>
        )}
        {aside && <span className="field-hint">{aside}</span>}
      </div>
      <FieldContext
        value={{ id, name, describedBy: describedBy || undefined, isInvalid: Boolean(shown), isRequired: required }}
      >
        {children}
      </FieldContext>
      {hint && (
        <div id={`${id}-hint`} className="field-hint">
          {hint}
        </div>
      )}
      {shown && <FieldError id={`${id}-error`}>{shown}</FieldError>}
    </div>
  );
}

/** What is wrong with a field, in words and with a sign, never by colour alone. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="field-error">
      <CircleAlert aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
