import Link from 'next/link';
import type { ReactNode } from 'react';

/** A figure that matters, with what it counts; leads to the list behind it. */
export function Stat({
  label,
  value,
  hint,
  href,
}: {
  label: string;
  value: ReactNode;
  hint?: ReactNode;
  href?: string;
}) {
  const content = (
    <>
      <span className="text-ink-muted text-sm">{label}</span>
      <span className="font-semibold text-2xl tabular-nums tracking-tight">{value}</span>
      {hint && <span className="text-ink-muted text-sm">{hint}</span>}
    </>
  );
  if (!href) return <div className="card grid content-start gap-1 p-4">{content}</div>;
  return (
    <Link href={href} className="card card-link grid! content-start gap-1 p-4">
      {content}
    </Link>
  );
}
