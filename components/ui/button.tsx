import clsx from 'clsx';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';

/** One `primary` on a page at most; what ends something is `danger`, quiet where it stands in a row. */
export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-quiet';
/** `sm` for rows of tables. */
export type ButtonSize = 'sm' | 'md' | 'lg';

type Look = { variant?: ButtonVariant | undefined; size?: ButtonSize | undefined };

/** The classes of a button, for the rare element that must look like one and cannot be `Button` or `ButtonLink`. */
export function buttonClass(
  { variant = 'secondary', size = 'md' }: Look = {},
  ...more: (string | undefined)[]
): string {
  return clsx('btn', `btn-${variant}`, size !== 'md' && `btn-${size}`, ...more);
}

/** A button that does something here and now. Type `button` unless told otherwise; forms are sent by `SubmitButton`. */
export function Button({ variant, size, className, type = 'button', ...rest }: ComponentProps<'button'> & Look) {
  return <button type={type} className={buttonClass({ variant, size }, className)} {...rest} />;
}

/** A link that looks like a button: it leads somewhere. */
export function ButtonLink({ variant, size, className, ...rest }: ComponentProps<typeof Link> & Look) {
  return <Link className={buttonClass({ variant, size }, className)} {...rest} />;
}

/** A button that shows only an icon; `label` is its accessible name and its title. */
export function IconButton({
  label,
  icon,
  variant = 'ghost',
  size,
  className,
  ...rest
}: Omit<ComponentProps<'button'>, 'children'> & Look & { label: string; icon: ReactNode }) {
  return (
    <Button
      variant={variant}
      size={size}
      className={clsx('btn-icon', className)}
      aria-label={label}
      title={label}
      {...rest}
    >
      {icon}
    </Button>
  );
}
