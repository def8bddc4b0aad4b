import type { ReactNode } from 'react';

/**
 * A page of the reference: the content, and beside it the way to the other operations. On a narrow screen the search
 * stands above the content and the rest of the way below it.
 */
export function ReferenceFrame({ nav, children }: { nav: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="reference-nav">{nav}</div>
      <div className="min-w-0 max-lg:-order-1 max-lg:mb-6">{children}</div>
    </div>
  );
}
