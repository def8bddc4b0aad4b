'use client';

import { MailCheck } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * What a form says in its own place once it was sent. Takes the focus, so that it is read out and Tab goes on from it.
 */
export function FormDone({ title, children }: { title: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} role="status" tabIndex={-1} className="grid justify-items-start gap-3 outline-none">
      <span className="grid size-10 place-items-center rounded-full bg-accent-soft text-accent-text">
        <MailCheck aria-hidden="true" className="size-5" />
      </span>
      <h2 className="font-semibold text-lg">{title}</h2>
      <div className="grid gap-3 text-ink-muted">{children}</div>
    </div>
  );
}
