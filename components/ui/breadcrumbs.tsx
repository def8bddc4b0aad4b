import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { Fragment } from 'react';

/** One page above this one. */
export type Crumb = { label: string; href: string };

/** The way here: the pages above this one, topmost first. The page itself is its heading and not repeated. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className="flex flex-wrap items-center gap-1 text-sm text-ink-muted">
        {crumbs.map((crumb, index) => (
          <Fragment key={crumb.href}>
            {index > 0 && (
              <li aria-hidden="true">
                <ChevronRight className="size-3.5" />
              </li>
            )}
            <li>
              <Link href={crumb.href} className="rounded-sm py-1 hover:text-ink hover:underline">
                {crumb.label}
              </Link>
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
