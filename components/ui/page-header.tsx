import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from './breadcrumbs';

/** The top of every page: its one `h1`, what it is about, what can be done, and the way here. */
export function PageHeader({
  title,
  description,
  actions,
  badge,
  crumbs,
  className,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Stands beside the title, usually a `StatusBadge`. */
  badge?: ReactNode;
  crumbs?: readonly Crumb[];
  className?: string;
}) {
  return (
    <header className={clsx('page-header', className)}>
      {crumbs && crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} />}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="page-title">{title}</h1>
            {badge}
          </div>
          {description && <p className="page-description">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}

/** The top of a part of a page. */
export function SectionHeader({
  title,
  description,
  actions,
  id,
  level = 2,
  className,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  id?: string;
  level?: 2 | 3;
  className?: string;
}) {
  const Heading = `h${level}` as const;
  return (
    <header className={clsx('flex flex-wrap items-end justify-between gap-x-6 gap-y-2', className)}>
      <div className="grid min-w-0 gap-0.5">
        <Heading id={id} className={level === 2 ? 'section-title' : 'font-semibold'}>
          {title}
        </Heading>
        {description && <p className="text-sm text-ink-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
