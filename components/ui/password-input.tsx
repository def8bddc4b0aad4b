'use client';

import clsx from 'clsx';
import { type ComponentProps, useState, useSyncExternalStore } from 'react';
import { useControl } from './form-context';

/**
 * A password. With JavaScript it can be shown; the button is called just *Show* or *Hide*, so that a label search for
 * *Password* finds the field alone. What was typed never comes back from the server.
 */
export function PasswordInput({
  className,
  id,
  name,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'defaultValue'>) {
  const { attributes } = useControl({ id, name });
  const [isShown, setShown] = useState(false);
  const hasScript = useSyncExternalStore(
    subscribeNever,
    () => true,
    () => false,
  );

  return (
    <span className="relative block">
      <input
        {...attributes}
        spellCheck={false}
        autoCapitalize="none"
        {...rest}
        type={isShown ? 'text' : 'password'}
        className={clsx('input', className)}
        style={{ paddingRight: '4rem' }}
      />
      {hasScript && (
        <button
          type="button"
          aria-controls={attributes.id}
          onClick={() => setShown(!isShown)}
          className="absolute inset-y-1 right-1 cursor-pointer rounded-sm px-2.5 text-sm font-medium text-ink-muted hover:text-ink"
        >
          {isShown ? 'Hide' : 'Show'}
        </button>
      )}
    </span>
  );
}

function subscribeNever() {
  return () => {};
}
