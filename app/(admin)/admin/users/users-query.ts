import { z } from 'zod';
import type { UserSort } from '@/core/members/list-users';
import type { UserFilters } from '@/core/members/user-filters';
import { userStates } from '@/core/members/user-states';
import { cursor } from '@/server/list-cursor';
import { addressWith } from '../address-with';

/** Where the list is; its filters stand in the query. */
export const USERS_PATH = '/admin/users';

const SEEN: Record<string, UserFilters['seen']> = {
  'within-1': { withinDays: 1 },
  'within-7': { withinDays: 7 },
  'within-30': { withinDays: 30 },
  'not-30': { notSinceDays: 30 },
  'not-90': { notSinceDays: 90 },
  'not-365': { notSinceDays: 365 },
};
const SORTS = ['name', '-name', 'registered', '-registered', 'seen', '-seen'] as const;

const id = z.union([z.uuid(), z.literal('')]).catch('');
/** What the address of the list says; what is wrong in it counts as not said. */
export const usersQuery = z.object({
  q: z.string().max(200).catch(''),
  status: z.enum(['', ...userStates]).catch(''),
  organization: id,
  team: id,
  role: z.enum(['', 'super_admin', 'team_member']).catch(''),
  verified: z.enum(['', 'yes', 'no']).catch(''),
  seen: z.string().max(20).catch(''),
  sort: z.enum(['', ...SORTS]).catch(''),
  rows: z.enum(['', '100', '200']).catch(''),
  after: cursor,
  before: cursor,
});
/** What an address of the list asks for, read. */
export type UsersQuery = z.infer<typeof usersQuery>;

/** The filters of the address, in core's words. */
export function filtersOf(query: UsersQuery): UserFilters {
  return {
    search: query.q,
    state: query.status || undefined,
    organizationId: query.organization || undefined,
    teamId: query.team || undefined,
    role: query.role || undefined,
    isVerified: query.verified === '' ? undefined : query.verified === 'yes',
    seen: SEEN[query.seen],
  };
}

/** The order of the address; who waits first unless told. */
export function sortOf({ sort }: UsersQuery): UserSort {
  if (sort === '') return { by: 'waiting', direction: 'desc' };
  const by = sort.replace('-', '') as 'name' | 'registered' | 'seen';
  return { by, direction: sort.startsWith('-') ? 'desc' : 'asc' };
}

/** The address of the list with something else in it: from its first page on, unless a cursor is among it. */
export function usersHref(query: UsersQuery, change: Partial<UsersQuery> = {}, path = USERS_PATH): string {
  return addressWith(path, { ...query, after: undefined, before: undefined, ...change });
}

/** Whether the list shows less than everybody. */
export function isFiltered(query: UsersQuery): boolean {
  const { q, status, organization, team, role, verified, seen } = query;
  return [q, status, organization, team, role, verified, seen].some(Boolean);
}
