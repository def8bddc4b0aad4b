import type { InboxLine } from '@/core/inbox/inbox-lines';
import type { DecidedLine } from '@/core/inbox/list-decided';
import type { InboxKind } from '@/core/inbox/matter';

const PAGES: Record<InboxKind, string> = {
  request: '/admin/requests',
  developer: '/admin/users',
  organization: '/admin/organizations',
};

/** What the kinds are called where they stand beside each other. */
export const KIND_WORDS: Record<InboxKind, { one: string; many: string }> = {
  request: { one: 'Access request', many: 'Access requests' },
  developer: { one: 'Developer', many: 'Developers' },
  organization: { one: 'Organization', many: 'Organizations' },
};

/** How one calls what waits: a request by its app. */
export function nameOfLine(line: InboxLine): string {
  return line.kind === 'request' ? line.appName : line.name;
}

/** Its own page. */
export function hrefOfLine({ kind, id }: { kind: InboxKind; id: string }): string {
  return `${PAGES[kind]}/${id}`;
}

/** Who or what decided. */
export function deciderWords({ decidedBy, via }: DecidedLine): string {
  if (via === 'auto') return 'By itself';
  if (via === 'third_party') return decidedBy ? `Another system (${decidedBy})` : 'Another system';
  if (via === null && decidedBy === null) return 'Nobody';
  return decidedBy ?? 'Somebody who has left';
}
