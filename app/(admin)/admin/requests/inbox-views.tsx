import Link from 'next/link';
import { shownCount } from '@/components/ui/shown-count';
import type { WhatWaits } from '@/core/audit/count-waiting';
import { type InboxKind, inboxKinds } from '@/core/inbox/matter';
import { type InboxQuery, viewHref } from './inbox-query';
import { KIND_WORDS } from './inbox-words';

/** What waits, all of it or of one kind, and what was decided: the view stands in the address. */
export function InboxViews({
  query: { show, kind },
  waits,
  kinds = inboxKinds,
}: {
  query: InboxQuery;
  waits: Pick<WhatWaits, 'requests' | 'developers' | 'organizations'>;
  /** Those that the admin decides about. */
  kinds?: readonly InboxKind[];
}) {
  const showsWaiting = show !== 'history';
  const all = kinds.reduce((sum, one) => sum + waits[`${one}s`].count, 0);
  return (
    <nav aria-label="Views" className="tab-nav">
      {kinds.length > 1 && (
        <Link href={viewHref({})} aria-current={showsWaiting && kind === '' ? 'page' : undefined}>
          Waiting
          <span className="count">{shownCount(all)}</span>
        </Link>
      )}
      {kinds.map((one) => (
        <Link
          key={one}
          href={viewHref({ kind: one })}
          aria-current={showsWaiting && (kind === one || (kinds.length === 1 && kind === '')) ? 'page' : undefined}
        >
          {KIND_WORDS[one].many}
          <span className="count">{shownCount(waits[`${one}s`].count)}</span>
        </Link>
      ))}
      <Link href={viewHref({ show: 'history' })} aria-current={showsWaiting ? undefined : 'page'}>
        History
      </Link>
    </nav>
  );
}
