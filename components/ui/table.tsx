import clsx from 'clsx';
import type { ComponentProps, ReactNode } from 'react';
import { SortLink, type SortState } from './sort-link';

/** From which width on a column is worth its room. */
type HideBelow = 'sm' | 'md' | 'lg' | 'xl';

const HIDE: Record<HideBelow, string> = {
  sm: 'max-sm:hidden',
  md: 'max-md:hidden',
  lg: 'max-lg:hidden',
  xl: 'max-xl:hidden',
};

type CellLook = { align?: 'start' | 'center' | 'end'; hideBelow?: HideBelow; fit?: boolean };

function cellClass({ align, hideBelow, fit }: CellLook, className?: string): string | undefined {
  const classes = clsx(
    align && align !== 'start' && `align-${align}`,
    hideBelow && HIDE[hideBelow],
    fit && 'cell-fit',
    className,
  );
  return classes || undefined;
}

/** A table that people scan. `label` names it; on a narrow screen it scrolls sideways, also by keyboard. */
export function Table({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (axe scrollable-region-focusable)
    <section aria-label={label} tabIndex={0} className={clsx('table-scroll', className)}>
      <table className="table">{children}</table>
    </section>
  );
}

/** The head: holds `TH`. */
export function THead({ children }: { children: ReactNode }) {
  return (
    <thead>
      <tr>{children}</tr>
    </thead>
  );
}

/** The body: holds `TRow`. */
export function TBody({ children, ...rest }: ComponentProps<'tbody'>) {
  return <tbody {...rest}>{children}</tbody>;
}

/** A row. */
export function TRow({ children, ...rest }: ComponentProps<'tr'>) {
  return <tr {...rest}>{children}</tr>;
}

/** The head of a column; with `sort` it is a link that sorts by it. A column without words still needs a `label`. */
export function TH({
  children,
  label,
  sort,
  align,
  hideBelow,
  fit,
  className,
}: CellLook & { children?: ReactNode; label?: string; sort?: SortState; className?: string }) {
  return (
    <th
      scope="col"
      className={cellClass(look(align, hideBelow, fit), className)}
      aria-sort={sort?.direction ? (sort.direction === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      {label && <span className="sr-only">{label}</span>}
      {sort ? <SortLink {...sort}>{children}</SortLink> : children}
    </th>
  );
}

/** A cell; `rowHeader` marks the one that names the row. */
export function TCell({
  children,
  rowHeader = false,
  align,
  hideBelow,
  fit,
  className,
  ...rest
}: CellLook & { rowHeader?: boolean } & Omit<ComponentProps<'td'>, 'align'>) {
  const classes = cellClass(look(align, hideBelow, fit), className);
  if (rowHeader) {
    return (
      <th scope="row" className={classes} {...rest}>
        {children}
      </th>
    );
  }
  return (
    <td className={classes} {...rest}>
      {children}
    </td>
  );
}

function look(align: CellLook['align'], hideBelow: CellLook['hideBelow'], fit: CellLook['fit']): CellLook {
  return { ...(align && { align }), ...(hideBelow && { hideBelow }), ...(fit && { fit }) };
}
