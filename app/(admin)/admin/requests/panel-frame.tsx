import { X } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { AgeBadge } from '@/components/asking/age-badge';
import { buttonClass } from '@/components/ui/button';
import type { AdminActor } from '@/core/identity/actor';
import type { InboxTools } from '@/core/inbox/get-tools';
import type { Matter } from '@/core/inbox/matter';
import type { ContextOf } from '@/server/context';
import { hrefOfLine, KIND_WORDS } from './inbox-words';

/** What the panels of all kinds are given. */
export type PanelProps = {
  ctx: ContextOf<AdminActor>;
  id: string;
  closeHref: string;
  tools: InboxTools;
};

/** The frame of a panel: what it is, how long it waits, the way to its page and back to the list. */
export function PanelFrame({
  matter,
  title,
  since,
  now,
  lateAfterDays,
  state,
  closeHref,
  children,
}: {
  matter: Matter;
  title: string;
  since: Date;
  now: Date;
  lateAfterDays: number;
  /** Instead of its age, for what does not wait any more. */
  state: ReactNode;
  closeHref: string;
  children: ReactNode;
}) {
  return (
    <aside aria-label={title} className="card grid gap-4 p-(--card-padding) lg:sticky lg:top-4">
      <header className="flex items-start justify-between gap-2">
        <div className="grid gap-1">
          <p className="text-ink-muted text-xs">{KIND_WORDS[matter.kind].one}</p>
          <h2 className="font-semibold">
            <Link href={hrefOfLine(matter)} className="link">
              {title}
            </Link>
          </h2>
          <p>{state ?? <AgeBadge since={since} now={now} lateAfterDays={lateAfterDays} />}</p>
        </div>
        <Link
          href={closeHref}
          scroll={false}
          aria-label="Close"
          className={buttonClass({ variant: 'ghost', size: 'sm' }, 'btn-icon')}
        >
          <X aria-hidden="true" />
        </Link>
      </header>
      {children}
    </aside>
  );
}

/** A part of a panel under its own small heading. */
export function PanelPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 border-line border-t pt-4">
      <h3 className="font-medium text-sm">{title}</h3>
      {children}
    </section>
  );
}
