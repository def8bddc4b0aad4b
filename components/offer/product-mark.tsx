import clsx from 'clsx';

type Props = { name: string; logoHref?: string | null | undefined; large?: boolean };

/** A product's sign: its logo, or its first letter. Decoration, because its name stands beside it. */
export function ProductMark({ name, logoHref, large = false }: Props) {
  const size = large ? 'size-14 text-2xl' : 'size-10 text-lg';
  if (logoHref) {
    // No `next/image`: the portal resizes nothing.
    // biome-ignore lint/performance/noImgElement: pictures are served as they were uploaded, from the portal itself
    return <img src={logoHref} alt="" className={clsx('flex-none rounded-md bg-white object-contain', size)} />;
  }
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'grid flex-none select-none place-items-center rounded-md bg-accent-soft font-semibold text-accent-text',
        size,
      )}
    >
      {[...name.trim()][0]?.toUpperCase()}
    </span>
  );
}
