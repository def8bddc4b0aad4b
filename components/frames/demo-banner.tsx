import type { ReactNode } from 'react';

/** Says on every page that nothing here is real. */
export function DemoBanner({ children }: { children?: ReactNode }) {
  return (
    <aside
      data-frame
      aria-label="Demo"
      className="border-line border-b bg-warning-soft px-4 py-1.5 text-center text-sm text-warning"
    >
      {children ?? 'This is a demo. The data is made up and may be reset.'}
    </aside>
  );
}
