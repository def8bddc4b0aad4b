import clsx from 'clsx';

/** Holds the place of something slow, in its size, so that nothing jumps. Give it a height and a width by class. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={clsx('skeleton', className)} />;
}
