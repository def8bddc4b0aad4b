import clsx from 'clsx';
import type { ReactNode } from 'react';

type Fact = { label: string; value: ReactNode };

/** What is known about something: term and value. `rows` for a page's main facts, `columns` for a short strip. */
export function Facts({
  facts,
  layout = 'rows',
  className,
}: {
  /** Entries that are false or null are left out. */
  facts: readonly (Fact | false | null | undefined)[];
  layout?: 'rows' | 'columns';
  className?: string;
}) {
  return (
    <dl className={clsx('facts', `facts-${layout}`, className)}>
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
