'use client';

import { type ComponentProps, useEffect, useState } from 'react';
import { useFormStatus } from 'react-dom';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button';
import { Spinner } from './spinner';

/**
 * Sends the form around it. While the form is on its way it shows that it works and takes no second press; its label
 * never changes. With `name` and `value`, several of them in one form tell the action which was pressed.
 */
export function SubmitButton({
  variant = 'primary',
  size = 'md',
  className,
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'type' | 'onClick'> & { variant?: ButtonVariant; size?: ButtonSize }) {
  const { pending, data } = useFormStatus();
  // Enter in a field also clicks: the browser presses the form's first button.
  const [wasPressed, setPressed] = useState(false);
  const isMine = pending && (rest.name === undefined ? wasPressed : data.get(rest.name) === rest.value);

  useEffect(() => {
    if (!pending) setPressed(false);
  }, [pending]);

  return (
    <button
      type="submit"
      className={buttonClass({ variant, size }, className)}
      // Not `disabled`: that would throw the keyboard's focus away while the person waits.
      aria-disabled={pending || undefined}
      data-pending={isMine || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else setPressed(true);
      }}
      {...rest}
    >
      {isMine && <Spinner />}
      {children}
    </button>
  );
}
