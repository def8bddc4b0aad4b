import { getAccessRequest } from '@/core/access-requests/get-request';
import { listRequestHistory } from '@/core/access-requests/list-request-history';
import { getApp } from '@/core/apps/get-app';
import { listApps } from '@/core/apps/list-apps';
import { countWaiting } from '@/core/audit/count-waiting';
import { listProblems } from '@/core/audit/list-problems';
import { listCatalogs } from '@/core/catalogs/list-catalogs';
import { searchAudience, searchViewable } from '@/core/catalogs/search-audience';
import { listEndingKeys } from '@/core/credentials/list-ending-keys';
import { loadActor } from '@/core/identity/load-actor';
import { getInboxTools } from '@/core/inbox/get-tools';
import { listMembers } from '@/core/members/list-members';
import { listUserHistory } from '@/core/members/list-user-history';
import { countForFrame } from '@/core/notifications/count-for-frame';
import { listOrganizationEvents } from '@/core/organizations/list-organization-events';
import { listProducts } from '@/core/products/list-products';
import { searchOffer } from '@/core/search/search-offer';
import { suggest } from '@/core/search/suggest';
import { listTeamOrganizations } from '@/core/teams/list-team-organizations';
import { listTeams } from '@/core/teams/list-teams';
import type { Cast } from './actors';

/** What is read without pages: who is asking, what they may see, what is theirs, what waits. */
export type Look = { name: string; read(cast: Cast): Promise<unknown> };

/** Everything that pages ask besides their lists. */
export const looks: Look[] = [
  { name: 'who is asking', read: ({ member, memberSession }) => loadActor(member.db, memberSession) },
  { name: 'visibility check: an app', read: ({ member, ids }) => getApp(member, { appId: ids.app }) },
  {
    name: 'visibility check: a request',
    read: ({ member, ids }) => getAccessRequest(member, { requestId: ids.request }),
  },
  { name: 'history of a request', read: ({ member, ids }) => listRequestHistory(member, { requestId: ids.request }) },
  { name: 'apps of a member', read: ({ member }) => listApps(member) },
  { name: 'apps of a loner', read: ({ loner }) => listApps(loner) },
  { name: 'members of an organization', read: ({ runner }) => listMembers(runner) },
  { name: 'teams of an organization', read: ({ member }) => listTeams(member) },
  { name: 'events of an organization', read: ({ runner }) => listOrganizationEvents(runner) },
  { name: 'counts of the frame', read: ({ member }) => countForFrame(member) },
  { name: 'catalogs of a member', read: ({ member }) => listCatalogs(member) },
  { name: 'products of a member', read: ({ member }) => listProducts(member) },
  { name: 'search in the offer', read: ({ member }) => searchOffer(member, { q: 'product' }) },
  { name: 'palette: few', read: ({ admin }) => suggest(admin, { q: 'ada bergb', area: 'admin' }) },
  { name: 'palette: none', read: ({ admin }) => suggest(admin, { q: 'nobodyhasthisname', area: 'admin' }) },
  { name: 'palette: many', read: ({ admin }) => suggest(admin, { q: 'ada', area: 'admin' }) },
  { name: 'what waits for admins', read: ({ admin }) => countWaiting(admin) },
  { name: 'what waits for an approver', read: ({ approver }) => countWaiting(approver) },
  { name: 'problems', read: ({ admin }) => listProblems(admin) },
  { name: 'keys that end', read: ({ admin }) => listEndingKeys(admin) },
  { name: 'tools of the inbox', read: ({ admin, ids }) => getInboxTools(admin, { openedRequestId: ids.request }) },
  { name: 'history of a developer', read: ({ admin, ids }) => listUserHistory(admin, ids.user) },
  { name: 'choice of organizations', read: ({ admin }) => listTeamOrganizations(admin) },
  { name: 'view as: many', read: ({ admin }) => searchViewable(admin, { q: 'ada' }) },
  { name: 'view as: few', read: ({ admin }) => searchViewable(admin, { q: 'ada bergb' }) },
  { name: 'view as: none', read: ({ admin }) => searchViewable(admin, { q: 'nobodyhasthisname' }) },
  { name: 'audience: many', read: ({ admin }) => searchAudience(admin, { q: 'harbour' }) },
  { name: 'audience: none', read: ({ admin }) => searchAudience(admin, { q: 'nobodyhasthisname' }) },
];
