import { z } from 'zod';
import { type InboxFilters, waitsFor } from '@/core/inbox/inbox-filters';
import type { DecidedFilters } from '@/core/inbox/list-decided';
import { inboxSorts } from '@/core/inbox/list-inbox';
import { inboxKinds } from '@/core/inbox/matter';
import { cursor } from '@/server/list-cursor';
import { addressWith } from '../address-with';

/** Where the inbox is; its filters stand in the query. */
export const INBOX_PATH = '/admin/requests';

/** What can have become of a request in the history, in the order of the filter. */
export const decidedStates = ['approved', 'fulfilled', 'declined', 'cancelled', 'withdrawn'] as const;
/** In days. */
export const ages = ['1', '3', '7', '14'] as const;

const id = z.union([z.uuid(), z.literal('')]).catch('');
/** What the address of the inbox says; what is wrong in it counts as not said. */
export const inboxQuery = z.object({
  show: z.enum(['', 'history']).catch(''),
  kind: z.enum(['', ...inboxKinds]).catch(''),
  q: z.string().max(200).catch(''),
  plan: z.string().max(100).catch(''),
  catalog: id,
  assigned: z.union([z.enum(['', 'me', 'nobody']), z.uuid()]).catch(''),
  waits: z.enum(['', ...waitsFor]).catch(''),
  age: z.enum(['', ...ages]).catch(''),
  status: z.enum(['', ...decidedStates]).catch(''),
  sort: z.enum(['', ...inboxSorts]).catch(''),
  open: z.string().max(60).catch(''),
  after: cursor,
  before: cursor,
});
/** What an address of the inbox asks for, read. */
export type InboxQuery = z.infer<typeof inboxQuery>;

/** The filters of the address, in core's words. */
export function filtersOf(query: InboxQuery): InboxFilters {
  return {
    ...shared(query),
    assigned: query.assigned || undefined,
    waitsFor: query.waits || undefined,
    olderThanDays: query.age ? Number(query.age) : undefined,
  };
}

/** The same for the history. */
export function decidedFiltersOf(query: InboxQuery): DecidedFilters {
  return { ...shared(query), status: query.status || undefined };
}

function shared({ kind, q, plan, catalog }: InboxQuery) {
  return { kind: kind || undefined, search: q, plan: plan || undefined, catalogId: catalog || undefined };
}

/** The inbox with something else in it: from its first page on and with nothing opened, unless that is said. */
export function inboxHref(query: InboxQuery, change: Partial<InboxQuery> = {}): string {
  return addressWith(INBOX_PATH, { ...query, open: '', after: undefined, before: undefined, ...change });
}

/** The same page of the inbox, with this matter opened beside it; or with none. */
export function openHref(query: InboxQuery, matter: string): string {
  return inboxHref(query, { after: query.after, before: query.before, open: matter });
}

/** The view: waiting or decided, and of which kind. What is chosen in the filters does not follow into another one. */
export function viewHref(view: Partial<Pick<InboxQuery, 'show' | 'kind'>>): string {
  return addressWith(INBOX_PATH, view);
}

/** All pages of the list as a file. */
export function exportHref(query: InboxQuery): string {
  return addressWith(`${INBOX_PATH}/export.csv`, { ...query, open: '', after: undefined, before: undefined });
}

/** Whether the list shows less than its view has. */
export function isFiltered({ q, plan, catalog, assigned, waits, age, status }: InboxQuery): boolean {
  return [q, plan, catalog, assigned, waits, age, status].some(Boolean);
}

/** What is kept of an address as a filter: everything but the page and the opened matter. */
export function keepable(query: InboxQuery): string {
  return inboxHref(query).split('?')[1] ?? '';
}
