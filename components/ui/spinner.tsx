import clsx from 'clsx';

/** A turning ring that appears only after 300 ms. Decoration: the words beside it say what is going on. */
export function Spinner({ className }: { className?: string }) {
  return <span aria-hidden="true" className={clsx('spinner', className)} />;
}
