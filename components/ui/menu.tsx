import clsx from 'clsx';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button';
import { MenuPopover } from './menu-popover';

/**
 * A button and the list of acts that it opens: a native popover, so it works without JavaScript, closes on Escape and
 * on a click elsewhere, and is never cut off by a table. Holds `MenuLink`, `MenuButton`, `MenuLabel`, `<hr>` and forms.
 */
export function Menu({
  label,
  trigger,
  variant = 'ghost',
  size = 'md',
  align = 'end',
  className,
  children,
}: {
  /** The accessible name of the button, such as *More for Ledger*. */
  label: string;
  /** What the button shows; when it is words, they must be in `label`. */
  trigger: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** At which edge of the button the menu stands. */
  align?: 'start' | 'end';
  className?: string;
  children: ReactNode;
}) {
  return (
    <MenuPopover
      label={label}
      trigger={trigger}
      buttonClassName={buttonClass({ variant, size }, className)}
      className={clsx('menu', align === 'start' && 'menu-start')}
    >
      {children}
    </MenuPopover>
  );
}

/** An entry that leads somewhere. */
export function MenuLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return <Link className={clsx('menu-item', className)} {...rest} />;
}

/** An entry that does something; `type="submit"` inside a form sends it. */
export function MenuButton({
  tone,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { tone?: 'danger' }) {
  return <button type={type} className={clsx('menu-item', tone && `tone-${tone}`, className)} {...rest} />;
}

/** Words in a menu that are no entry, such as who is logged in. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className="menu-label">{children}</div>;
}
