import clsx from 'clsx';

/** A product's sign: its first letter. Decoration, because its name stands beside it. */
export function ProductMark({ name, large = false }: { name: string; large?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'grid flex-none select-none place-items-center rounded-md bg-accent-soft font-semibold text-accent-text',
        large ? 'size-14 text-2xl' : 'size-10 text-lg',
      )}
    >
      {[...name.trim()][0]?.toUpperCase()}
    </span>
  );
}
