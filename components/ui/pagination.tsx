import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from './button';

/** Steps through a list by cursor links. `summary` says where one is, such as *25 of 1,204 requests*. */
export function Pagination({
  previousHref,
  nextHref,
  summary,
}: {
  previousHref?: string | null;
  nextHref?: string | null;
  summary?: ReactNode;
}) {
  if (!previousHref && !nextHref && !summary) return null;
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3 text-sm text-ink-muted">
      <p>{summary}</p>
      {(previousHref || nextHref) && (
        <div className="flex gap-2">
          {previousHref && (
            <ButtonLink href={previousHref} size="sm" rel="prev">
              <ChevronLeft aria-hidden="true" />
              Previous
            </ButtonLink>
          )}
          {nextHref && (
            <ButtonLink href={nextHref} size="sm" rel="next">
              Next
              <ChevronRight aria-hidden="true" />
            </ButtonLink>
          )}
        </div>
      )}
    </nav>
  );
}
