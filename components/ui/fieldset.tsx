import clsx from 'clsx';
import type { ReactNode } from 'react';

/** Fields that belong together, under one heading. */
export function Fieldset({
  legend,
  hint,
  className,
  children,
}: {
  legend: string;
  hint?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <fieldset className={clsx('grid min-w-0 gap-4', className)}>
      <legend className="mb-3 font-semibold">{legend}</legend>
      {hint && <p className="field-hint -mt-4">{hint}</p>}
      {children}
    </fieldset>
  );
}
