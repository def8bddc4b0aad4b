'use client';

import clsx from 'clsx';
import type { ComponentProps } from 'react';
import { useControl } from './form-context';

/** A line of text. Inside a `Field` it needs no id or name; after an error it holds what was typed. */
export function Input({ className, id, name, defaultValue, ...rest }: ComponentProps<'input'>) {
  const { kept, attributes } = useControl({ id, name });
  return (
    <input
      type="text"
      {...attributes}
      {...rest}
      {...(rest.value === undefined && { defaultValue: kept ?? defaultValue })}
      className={clsx('input', className)}
    />
  );
}
