'use client';

import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { useControl } from './form-context';

/** Several lines of text; grows with what is typed where the browser can. */
export function Textarea({ className, id, name, defaultValue, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  const { kept, attributes } = useControl({ id, name });
  return (
    <textarea
      rows={rows}
      {...attributes}
      {...rest}
      {...(rest.value === undefined && { defaultValue: kept ?? defaultValue })}
      className={clsx('input', className)}
    />
  );
}
