import type { ReactNode } from 'react';

type TimelineEntry = { id: string; title: ReactNode; time?: ReactNode; children?: ReactNode };

/** What happened, newest or oldest first as given. */
export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-label={label} className="timeline">
      {entries.map((entry) => (
        <li key={entry.id}>
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <p>{entry.title}</p>
            {entry.time && <span className="text-ink-muted text-sm">{entry.time}</span>}
          </div>
          {entry.children && <div className="mt-1 text-ink-muted text-sm">{entry.children}</div>}
        </li>
      ))}
    </ol>
  );
}
