import clsx from 'clsx';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';

/** Code to read and to take away. `title` is shown above it; long lines scroll unless `wrap`. */
export function CodeBlock({
  code,
  title,
  label,
  copyLabel = 'Copy',
  wrap = false,
  className,
  children,
}: {
  /** What is copied. */
  code: string;
  title?: ReactNode;
  /** Names the block for assistive technology, such as *Call with curl*. */
  label: string;
  copyLabel?: string;
  wrap?: boolean;
  className?: string;
  /** The same code with colours, when somebody made them. */
  children?: ReactNode;
}) {
  return (
    <figure aria-label={label} className={clsx('code-block', className)}>
      <figcaption className="code-head">
        <span className="min-w-0 truncate">{title}</span>
        <CopyButton text={code} label={copyLabel} variant="ghost" />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className={wrap ? 'code-wrap' : undefined}>
        <code>{children ?? code}</code>
      </pre>
    </figure>
  );
}
