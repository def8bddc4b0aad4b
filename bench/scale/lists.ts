import { listMyRequests } from '@/core/access-requests/list-my-requests';
import { listAccessRequests, type RequestFilters } from '@/core/access-requests/list-requests';
import { type AppFilters, listAllApps } from '@/core/apps/list-all-apps';
import type { AuditFilters } from '@/core/audit/event-filters';
import { getTimeline } from '@/core/audit/get-timeline';
import { listAuditEvents } from '@/core/audit/list-events';
import type { Context } from '@/core/context';
import { type CredentialFilters, listAllCredentials } from '@/core/credentials/list-all-credentials';
import type { InboxFilters } from '@/core/inbox/inbox-filters';
import { type DecidedFilters, listDecided } from '@/core/inbox/list-decided';
import { inboxSorts, listInbox } from '@/core/inbox/list-inbox';
import type { Page, PageRequest as Paging } from '@/core/keyset';
import { listMails, type MailFilters } from '@/core/mails/list-mails';
import { listUsers, type UserSort } from '@/core/members/list-users';
import type { UserFilters } from '@/core/members/user-filters';
import { listNotifications } from '@/core/notifications/list-notifications';
import { listOrganizations, type OrganizationFilter, organizationSorts } from '@/core/organizations/list-organizations';
import { listAllTeams } from '@/core/teams/list-all-teams';
import type { Cast } from './actors';

type PageRequest = Paging & { limit?: number };

/** A list that is read in pages; deep in it as well, unless it is one of its own filters. */
export type List = { name: string; isWhole: boolean; read(cast: Cast, page: PageRequest): Promise<Page<unknown>> };

type Read<Filters> = (ctx: Context, filters: Filters, page: PageRequest) => Promise<Page<unknown>>;

/** The list as a whole and with each of its filters. */
function withFilters<Filters extends object>(
  name: string,
  read: Read<Filters>,
  filters: (cast: Cast) => Filters[],
): List[] {
  return filters(nobody).map((shape, index) => {
    const words = Object.entries(shape).map(([key, value]) => (key in named ? key : `${key} ${told(value)}`));
    return {
      name: [name, ...words].join(', '),
      isWhole: index === 0,
      read: (cast, page) => read(cast.admin, filters(cast)[index] ?? shape, page),
    };
  });
}

/** Filters whose values differ from portal to portal, so that the name of the case is the filter's. */
const named = { organizationId: 0, teamId: 0, appId: 0, requestId: 0, object: 0, organization: 0 };
const told = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
/** To name the cases by. */
const nobody = { ids: { user: '', organization: '', team: '', app: '', request: '' } } as Cast;

/** Of many, of few (there is one in every portal), of none. */
const SEARCHES = ['ada', 'ada bergb', 'nobodyhasthisname'];
const search = SEARCHES.map((words) => ({ search: words }));

const userSorts: UserSort[] = [
  { by: 'waiting', direction: 'asc' },
  { by: 'name', direction: 'asc' },
  { by: 'registered', direction: 'desc' },
  { by: 'seen', direction: 'desc' },
];
const users: List[] = userSorts.map((sort) => ({
  name: `users by ${sort.by} ${sort.direction}`,
  isWhole: true,
  read: (cast, page) => listUsers(cast.admin, {}, sort, page),
}));

const readUsers: Read<UserFilters> = (ctx, filters, page) => listUsers(ctx, filters, undefined, page);
const states = ['uninvited', 'invited', 'unverified', 'pending', 'active', 'inactive'] as const;

/** Every list of the portal that grows with its people, whole and with each filter and search. */
export const lists: List[] = [
  ...users,
  ...withFilters<UserFilters>('users', readUsers, ({ ids }) => [
    {},
    ...search,
    ...states.map((state) => ({ state })),
    { organizationId: ids.organization },
    { teamId: ids.team },
    { role: 'super_admin' },
    { isVerified: true },
    { isVerified: false },
    { seen: { withinDays: 7 } },
    { seen: { notSinceDays: 360 } },
  ]),
  ...organizationSorts.map(
    (sort): List => ({
      name: `organizations by ${sort}`,
      isWhole: true,
      read: (cast, page) => listOrganizations(cast.admin, { sort }, page),
    }),
  ),
  ...withFilters<OrganizationFilter>('organizations', listOrganizations, () => [
    { search: 'harbour' },
    { search: 'ledger 11' },
    { search: 'nobodyhasthisname' },
    ...(['current', 'pending', 'active', 'rejected', 'suspended', 'closed'] as const).map((status) => ({ status })),
  ]),
  ...withFilters<{ search?: string; organizationId?: string }>(
    'teams',
    (ctx, filters, page) => listAllTeams(ctx, { ...filters, ...page }),
    ({ ids }) => [{}, { search: 'team 2' }, { search: 'nobodyhasthisname' }, { organizationId: ids.organization }],
  ),
  ...withFilters<AppFilters>('apps', listAllApps, ({ ids }) => [
    {},
    ...search,
    { search: 'tracker 26' },
    { organizationId: ids.organization },
    ...(['problems', 'review', 'found', 'deleted'] as const).map((show) => ({ show })),
  ]),
  ...withFilters<RequestFilters>('requests', listAccessRequests, ({ ids }) => [
    { status: 'any' },
    { status: 'decided' },
    ...(['pending', 'approved', 'declined', 'cancelled', 'fulfilled', 'withdrawn'] as const).map((status) => ({
      status,
    })),
    ...SEARCHES.flatMap((words) => [{ search: words }, { status: 'any' as const, search: words }]),
    { status: 'any', plan: 'plan-3' },
    { status: 'any', appId: ids.app },
    { status: 'any', organizationId: ids.organization },
    { status: 'any', decider: 'third_party' },
  ]),
  ...inboxSorts.map(
    (sort): List => ({
      name: `inbox by ${sort}`,
      isWhole: true,
      read: (cast, page) => listInbox(cast.admin, {}, sort, page),
    }),
  ),
  { name: 'inbox of an approver', isWhole: true, read: (cast, page) => listInbox(cast.approver, {}, 'oldest', page) },
  ...withFilters<InboxFilters>(
    'inbox',
    (ctx, filters, page) => listInbox(ctx, filters, 'oldest', page),
    () => [
      ...search,
      ...(['request', 'developer', 'organization'] as const).map((kind) => ({ kind })),
      { plan: 'plan-3' },
      { assigned: 'me' },
      { assigned: 'nobody' },
      ...(['admins', 'developer', 'third_party'] as const).map((waitsFor) => ({ waitsFor })),
      { olderThanDays: 30 },
    ],
  ),
  ...withFilters<DecidedFilters>('decided', listDecided, () => [
    {},
    ...search,
    ...(['request', 'developer', 'organization'] as const).map((kind) => ({ kind })),
    { plan: 'plan-3' },
    ...(['approved', 'declined', 'withdrawn'] as const).map((status) => ({ status })),
  ]),
  ...withFilters<CredentialFilters>('credentials', listAllCredentials, ({ ids }) => [
    {},
    ...(['awaiting_claim', 'provisioning', 'active', 'revoking', 'revoked', 'failed'] as const).map((status) => ({
      status,
    })),
    { appId: ids.app },
    { organizationId: ids.organization },
    { requestId: ids.request },
  ]),
  ...withFilters<AuditFilters>('audit', listAuditEvents, ({ ids }) => [
    {},
    { event: 'user' },
    { event: 'access_request.approved' },
    { event: 'webhook.created' },
    { who: 'person' },
    { who: 'person 77' },
    { who: 'nobodyhasthisname' },
    { objectKind: 'user' },
    { object: ids.user },
    { organization: ids.organization },
    { ip: '10.77.0.0' },
    { ip: '192.0.2.9' },
    { lastHours: 24 },
    { from: '2026-10-01', to: '2026-10-02' },
  ]),
  ...withFilters<MailFilters>('mails', listMails, () => [
    {},
    ...search,
    { state: 'failed' },
    { state: 'queued' },
    { message: 'verify-address' },
    { message: 'key-unused' },
  ]),
  {
    name: 'timeline of a developer',
    isWhole: false,
    read: async ({ admin, ids }, page) => (await getTimeline(admin, { kind: 'user', id: ids.user }, page)).page,
  },
  {
    name: 'timeline of an organization',
    isWhole: false,
    read: async ({ admin, ids }, page) =>
      (await getTimeline(admin, { kind: 'organization', id: ids.organization }, page)).page,
  },
  { name: 'my requests of a member', isWhole: false, read: ({ member }, page) => listMyRequests(member, page) },
  { name: 'my requests of a loner', isWhole: false, read: ({ loner }, page) => listMyRequests(loner, page) },
  { name: 'my notifications', isWhole: false, read: ({ member }, page) => listNotifications(member, page) },
];
