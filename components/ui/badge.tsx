import clsx from 'clsx';
import type { ReactNode } from 'react';

/** Colours by what they mean; `accent` is the provider’s own. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent';

/** A short word about something, such as a tag or *Featured*. */
export function Badge({
  tone = 'neutral',
  className,
  children,
}: {
  tone?: Tone;
  className?: string;
  children: ReactNode;
}) {
  return <span className={clsx('badge', tone !== 'neutral' && `tone-${tone}`, className)}>{children}</span>;
}

/** The state that something is in: a dot and a word, never colour alone. */
export function StatusBadge({ tone, className, children }: { tone: Tone; className?: string; children: ReactNode }) {
  return (
    <Badge tone={tone} className={clsx('dot', className)}>
      {children}
    </Badge>
  );
}
