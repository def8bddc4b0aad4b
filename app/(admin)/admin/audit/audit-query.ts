import { z } from 'zod';
import type { AuditFilters } from '@/core/audit/event-filters';
import { cursor } from '@/server/list-cursor';
import { addressWith } from '../address-with';

/** Where the log is; its filters stand in the query. */
export const AUDIT_PATH = '/admin/audit';

/** The times that are asked for most; days say the rest. */
export const TIMES = [
  { value: '', label: 'Any time', hours: undefined },
  { value: '1h', label: 'Last hour', hours: 1 },
  { value: '24h', label: 'Last 24 hours', hours: 24 },
  { value: '7d', label: 'Last 7 days', hours: 7 * 24 },
  { value: '30d', label: 'Last 30 days', hours: 30 * 24 },
  { value: '1y', label: 'Last year', hours: 365 * 24 },
] as const;

const text = z.string().max(200).catch('');
/** What an address of the log asks for; whatever it cannot mean counts as not asked. */
export const auditQuery = z.object({
  event: text,
  who: text,
  kind: text,
  object: text,
  organization: text,
  ip: text,
  time: text,
  from: text,
  to: text,
  after: cursor,
  before: cursor,
});
/** What an address of the log asks for, read. */
export type AuditQuery = z.output<typeof auditQuery>;

/** The filters that the query means. */
export function filtersOf(query: AuditQuery): AuditFilters {
  const { kind, time, after: _after, before: _before, ...same } = query;
  return { ...same, objectKind: kind, lastHours: TIMES.find(({ value }) => value === time)?.hours };
}

/** Whether it asks for less than everything. */
export function isFiltered({ after: _after, before: _before, ...asked }: AuditQuery): boolean {
  return Object.values(asked).some(Boolean);
}

/** Whether one of the filters is chosen that do not stand in the first row. */
export function isNarrow({ kind, object, organization, ip, from, to }: AuditQuery): boolean {
  return [kind, object, organization, ip, from, to].some(Boolean);
}

/** The address of a page of the log, or of its file, with the same filters. */
export function auditHref(query: AuditQuery, change: { after?: string; before?: string; path?: string } = {}): string {
  const { path = AUDIT_PATH, ...page } = change;
  return addressWith(path, { ...query, after: undefined, before: undefined, ...page });
}
