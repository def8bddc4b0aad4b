import type { ReactNode } from 'react';

/**
 * A page that has one thing to say: not found, not allowed, a fault, or what one waits for. Stands inside a frame, or
 * with `asMain` alone on the page.
 */
export function MessagePage({
  code,
  icon,
  title,
  children,
  actions,
  asMain = false,
}: {
  /** The HTTP status, when it helps whoever reports it. */
  code?: string;
  icon?: ReactNode;
  title: string;
  /** What happened and what to do, or who is waited for, since when, and what happens next. */
  children?: ReactNode;
  actions?: ReactNode;
  asMain?: boolean;
}) {
  const content = (
    <div className="mx-auto grid max-w-xl justify-items-center gap-3 px-4 py-16 text-center sm:py-24">
      {icon && (
        <span
          aria-hidden="true"
          className="mb-2 grid size-12 place-items-center rounded-full bg-accent-soft text-accent-text [&_svg]:size-6"
        >
          {icon}
        </span>
      )}
      {code && <p className="font-medium text-accent-text text-sm">{code}</p>}
      <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl">{title}</h1>
      {children && <div className="grid gap-3 text-ink-muted">{children}</div>}
      {actions && <div className="mt-4 flex flex-wrap justify-center gap-3">{actions}</div>}
    </div>
  );
  if (!asMain) return content;
  return (
    <main id="main" className="grid min-h-dvh content-center">
      {content}
    </main>
  );
}
