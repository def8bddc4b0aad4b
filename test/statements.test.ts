import { expect, test } from 'vitest';
import { getAccessRequest } from '@/core/access-requests/get-request';
import { getTracker } from '@/core/access-requests/get-tracker';
import { listMyRequests } from '@/core/access-requests/list-my-requests';
import { listRequestHistory } from '@/core/access-requests/list-request-history';
import { getApp } from '@/core/apps/get-app';
import { listApps } from '@/core/apps/list-apps';
import { listOwnerlessApps } from '@/core/apps/list-ownerless-apps';
import { listTransferTargets } from '@/core/apps/list-transfer-targets';
import { countWaiting } from '@/core/audit/count-waiting';
import { getChainHead } from '@/core/audit/get-chain-head';
import { getTimeline } from '@/core/audit/get-timeline';
import { listAuditEvents } from '@/core/audit/list-events';
import { listHistory } from '@/core/audit/list-history';
import { addToCart } from '@/core/cart/add';
import { getCart } from '@/core/cart/get-cart';
import type { Context } from '@/core/context';
import { getKey } from '@/core/credentials/get-key';
import { listCredentials } from '@/core/credentials/list-credentials';
import { listReasons } from '@/core/decision-reasons/list-reasons';
import { getRegistrationForm } from '@/core/identity/get-registration-form';
import { mintToken } from '@/core/identity/tokens';
import { getInboxTools } from '@/core/inbox/get-tools';
import { listDecided } from '@/core/inbox/list-decided';
import { listInbox } from '@/core/inbox/list-inbox';
import { getInvitation } from '@/core/invitations/get-invitation';
import { getInviting } from '@/core/invitations/get-inviting';
import { listInvitations } from '@/core/invitations/list-invitations';
import { getProspects } from '@/core/join-requests/get-prospects';
import { listJoinRequests } from '@/core/join-requests/list-join-requests';
import { getLeavingEffects } from '@/core/members/get-leaving-effects';
import { getMember } from '@/core/members/get-member';
import { getUser } from '@/core/members/get-user';
import { listAskedFields } from '@/core/members/list-asked-fields';
import { listMembers } from '@/core/members/list-members';
import { listUserChoices } from '@/core/members/list-user-choices';
import { listUserHistory } from '@/core/members/list-user-history';
import { listUsers } from '@/core/members/list-users';
import { countForFrame } from '@/core/notifications/count-for-frame';
import { getMailChoices } from '@/core/notifications/get-mail-choices';
import { listNotifications } from '@/core/notifications/list-notifications';
import { getOrganization } from '@/core/organizations/get-organization';
import { getOrganizationHome } from '@/core/organizations/get-organization-home';
import { getOrganizationRequest } from '@/core/organizations/get-organization-request';
import { listOrganizationEvents } from '@/core/organizations/list-organization-events';
import { listOrganizations } from '@/core/organizations/list-organizations';
import type { UsageFigures } from '@/core/ports/usage';
import { getFactorsOfUser } from '@/core/second-factors/get-factors-of-user';
import { getTeam } from '@/core/teams/get-team';
import { listAllTeams } from '@/core/teams/list-all-teams';
import { listTeamOrganizations } from '@/core/teams/list-team-organizations';
import { listTeams } from '@/core/teams/list-teams';
import { getAppUsage } from '@/core/usage/get-app-usage';
import { getOwnUsage } from '@/core/usage/get-own-usage';
import { getPortalUsage } from '@/core/usage/get-portal-usage';
import { getUsageGlance } from '@/core/usage/get-usage-glance';
import { usageRange } from '@/core/usage/usage-range';
import { type Database, openPool } from '@/db/client';
import { counting } from './counting';
import { contextFor, unboxed } from './harness';
import { invite } from './invitations';
import { approvedRequest } from './provisioning';
import { seedRequest } from './requests';
import { seedWorld, type World } from './world';

/** What every page reads besides: who asks, and the brand. */
const FRAME = 2;
/** performance.md: a private page costs at most so many statements, however much it shows. */
const STATEMENTS_MAX = 6;

/** Who looks, and everything that their page reads. */
type PageReads = [actor: 'ada' | 'dan' | 'priya', ...reads: ((ctx: Context) => Promise<unknown>)[]];
type Stage = { world: World; appId: string; requestId: string; credentialId: string; token: string };

test('no private page of asking and deciding needs more than six statements', () =>
  unboxed(async (db, url) => {
    const pool = openPool(url, { max: 2, onError: () => {} });
    const stage = await setStage(db);
    for (const [page, [actor, ...reads]] of Object.entries({ ...livePages(stage), ...adminPages(stage) })) {
      const { counted, statements } = counting(pool);
      for (const read of reads) await read(contextFor(counted, stage.world[actor]));
      expect(FRAME + statements(), page).toBeLessThanOrEqual(STATEMENTS_MAX);
    }
    await pool.end();
  }));

async function setStage(db: Database): Promise<Stage> {
  const world = await seedWorld(db);
  const { requestId } = await seedRequest(db, world);
  await seedRequest(db, world, { app: 'Another', plan: world.free });
  const { credentialId } = await approvedRequest(db, world);
  for (const [catalogSlug, productSlug] of [
    ['public', 'payments'],
    ['public', 'weather'],
    ['partners', 'ledger'],
  ] as const) {
    await addToCart(contextFor(db, world.ada), { catalogSlug, productSlug });
  }
  const { invitationId } = await invite(db, world, { email: world.dan.email });
  const token = await mintToken(db, { purpose: 'invitation', subjectId: invitationId, hours: 1 });
  return { world, appId: world.ledger.id, requestId, credentialId, token };
}

function livePages({ world, appId, requestId, credentialId, token }: Stage): Record<string, PageReads> {
  return {
    '/cart': ['ada', countForFrame, getCart],
    '/apps': ['ada', countForFrame, listApps, listOwnerlessApps],
    '/apps/{id}': [
      'ada',
      countForFrame,
      async (ctx) => listTransferTargets(ctx, await getApp(ctx, { appId })),
      (ctx) => listCredentials(ctx, { appId }),
      (ctx) => getUsageGlance(ctx, noCalls, { appId, hashes: ['a-hash'] }),
    ],
    '/apps/{id}/keys/{key}': ['ada', countForFrame, (ctx) => getKey(ctx, { credentialId })],
    '/usage': ['ada', countForFrame, (ctx) => getOwnUsage(ctx, noCalls, { range })],
    '/apps/{id}/usage': ['ada', countForFrame, (ctx) => getAppUsage(ctx, noCalls, { appId, range })],
    '/organization': [
      'ada',
      countForFrame,
      getOrganizationHome,
      (ctx) => listOrganizationEvents(ctx),
      listJoinRequests,
    ],
    '/organization (default organization)': ['dan', countForFrame, getProspects],
    '/organization/teams': ['ada', countForFrame, listTeams],
    '/organization/teams/{id}': ['ada', countForFrame, (ctx) => getTeam(ctx, { teamId: world.backend.id })],
    '/organization/users': ['ada', countForFrame, (ctx) => listMembers(ctx), listInvitations, getInviting],
    '/organization/users/{id}': ['ada', countForFrame, (ctx) => getMember(ctx, world.tom)],
    '/organization/users/invite': ['ada', countForFrame, getInviting],
    '/auth/invitation': ['dan', (ctx) => getInvitation(ctx, { token }), getRegistrationForm],
    '/organization/users/{id}/remove': ['ada', countForFrame, (ctx) => getLeavingEffects(ctx, world.tom)],
    '/organization/leave': ['ada', countForFrame, (ctx) => getLeavingEffects(ctx, world.ada)],
    '/organization/new': ['dan', countForFrame, getOrganizationRequest],
    '/requests': ['ada', countForFrame, (ctx) => listMyRequests(ctx)],
    '/requests/{id}': [
      'ada',
      countForFrame,
      (ctx) => getAccessRequest(ctx, { requestId }),
      (ctx) => getTracker(ctx, { requestId }),
      (ctx) => listRequestHistory(ctx, { requestId }),
    ],
    '/notifications': ['ada', countForFrame, (ctx) => listNotifications(ctx), getMailChoices],
  };
}

function adminPages({ world, appId, requestId }: Stage): Record<string, PageReads> {
  return {
    '/admin/usage': ['priya', countWaiting, (ctx) => getPortalUsage(ctx, noCalls, { range })],
    '/admin/audit': ['priya', countWaiting, (ctx) => listAuditEvents(ctx, { object: 'ledger' }), getChainHead],
    '/admin/audit/{kind}/{id}': ['priya', countWaiting, (ctx) => getTimeline(ctx, { kind: 'app', id: appId })],
    '/admin/teams': ['priya', countWaiting, (ctx) => listAllTeams(ctx, {}), listTeamOrganizations],
    '/admin/teams/{id}': ['priya', countWaiting, (ctx) => getTeam(ctx, { teamId: world.backend.id })],
    '/admin/organizations': ['priya', countWaiting, (ctx) => listOrganizations(ctx, {})],
    '/admin/organizations/{id}': [
      'priya',
      countWaiting,
      (ctx) => getOrganization(ctx, world.acme.id),
      (ctx) => listHistory(ctx, { subjects: [{ kind: 'organization', id: world.acme.id }] }),
      (ctx) => listReasons(ctx, { kind: 'decline' }),
    ],
    '/admin/users': ['priya', countWaiting, (ctx) => listUsers(ctx, {}), (ctx) => listUserChoices(ctx)],
    '/admin/users/{id}': [
      'priya',
      countWaiting,
      (ctx) => getUser(ctx, world.ada.userId),
      (ctx) => listUserHistory(ctx, world.ada.userId),
      (ctx) => getFactorsOfUser(ctx, { userId: world.ada.userId }),
    ],
    '/admin/users/new': ['priya', countWaiting, (ctx) => listUserChoices(ctx), listAskedFields],
    '/admin/requests (one open)': [
      'priya',
      countWaiting,
      (ctx) => getInboxTools(ctx, { openedRequestId: requestId }),
      (ctx) => listInbox(ctx, {}),
      (ctx) => getAccessRequest(ctx, { requestId }),
    ],
    '/admin/requests?show=history': ['priya', countWaiting, (ctx) => getInboxTools(ctx), (ctx) => listDecided(ctx, {})],
  };
}

/** A pump that has counted nothing yet. Its database is another one. */
const noCalls: UsageFigures = {
  tally: async () => ({ outcome: 'figures', figures: [] }),
  reach: async () => ({ outcome: 'figures', first: null, last: null }),
};
const range = usageRange({ span: '7d' }, new Date());
