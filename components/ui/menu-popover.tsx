'use client';

import { type ReactNode, useId } from 'react';

/**
 * The button of a menu and what it opens. In the browser, because an id that a server draws is its own in one answer only:
 * after a navigation the frame's menu and one of the page had the same, and the button opened the other one's.
 */
export function MenuPopover({
  label,
  trigger,
  buttonClassName,
  className,
  children,
}: {
  label: string;
  trigger: ReactNode;
  buttonClassName: string;
  className: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <>
      <button type="button" popoverTarget={id} aria-label={label} className={buttonClassName}>
        {trigger}
      </button>
      <div id={id} popover="auto" className={className}>
        {children}
      </div>
    </>
  );
}
