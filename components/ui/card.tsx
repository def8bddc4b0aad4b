import clsx from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** A bordered place for one thing. `title`, `description` and `actions` make its head, `footer` its foot. */
export function Card({
  title,
  description,
  actions,
  footer,
  padded = true,
  headingLevel = 2,
  id,
  className,
  children,
}: {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  /** False for a table or a list that goes to the edge. */
  padded?: boolean;
  headingLevel?: 2 | 3 | 4;
  id?: string;
  className?: string;
  children?: ReactNode;
}) {
  const Heading = `h${headingLevel}` as const;
  return (
    <section id={id} className={clsx('card', className)}>
      {(title || actions) && (
        <header
          className={clsx('flex flex-wrap items-start justify-between gap-3 p-(--card-padding)', children && 'pb-0')}
        >
          <div className="grid min-w-0 gap-1">
            {title && <Heading className="font-semibold">{title}</Heading>}
            {description && <p className="text-sm text-ink-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
      )}
      {children && <div className={clsx(padded && 'p-(--card-padding)')}>{children}</div>}
      {footer && (
        <footer className="flex flex-wrap items-center gap-3 border-line border-t px-(--card-padding) py-3 text-sm">
          {footer}
        </footer>
      )}
    </section>
  );
}

/** A card that leads somewhere as a whole. Its content names the link; put no other link or button inside. */
export function CardLink({
  href,
  label,
  className,
  children,
}: {
  href: string;
  /** The accessible name, when the content would be a long one. */
  label?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Link href={href} aria-label={label} className={clsx('card card-link p-(--card-padding)', className)}>
      {children}
    </Link>
  );
}
