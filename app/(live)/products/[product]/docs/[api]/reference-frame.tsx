import type { ReactNode } from 'react';

/**
 * A page of the reference: the content, and beside it (on a narrow screen below it) the way to the other operations.
 */
export function ReferenceFrame({ nav, children }: { nav: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-10 gap-y-12 lg:grid-cols-[14rem_minmax(0,1fr)]">
      <div className="reference-nav">{nav}</div>
      <div className="min-w-0 max-lg:order-first">{children}</div>
    </div>
  );
}
