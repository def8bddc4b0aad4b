import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** How a column is sorted, and where a click leads. */
export type SortState = {
  /** Leads to this page sorted by this column (the other way round when it is sorted by it already). */
  href: string;
  /** How it is sorted by this column now, or null. */
  direction: 'asc' | 'desc' | null;
};

/** Sorts a table by a column, in the address. The direction is told by `aria-sort` on the column's head. */
export function SortLink({ href, direction, children }: SortState & { children: ReactNode }) {
  const Icon = direction === 'asc' ? ArrowUp : direction === 'desc' ? ArrowDown : ArrowUpDown;
  return (
    <Link href={href} scroll={false} className="sort-link" data-sorted={direction !== null}>
      {children}
      <Icon aria-hidden="true" />
    </Link>
  );
}
