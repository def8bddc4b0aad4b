import { adoptRequests } from '../access-requests/adopt-requests';
import { endApp } from '../apps/end-app';
import { lockAppsOf } from '../apps/lock-apps-of';
import { moveApps } from '../apps/move-apps';
import type { Context } from '../context';
import { conflict, invalid } from '../errors';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { chooseHeir } from './choose-heir';
import { leaveBelongings } from './leave-belongings';
import { type LockedMember, lockMember } from './lock-member';
import { placeUser } from './place-user';
import { refuseLastSuperAdmin } from './refuse-last-super-admin';
import { withdrawOwnPleas } from './withdraw-own-pleas';

const REASON = 'Its owner was moved to another organization.';

/** Where a developer shall go, and what becomes of their apps. */
export type Move = {
  userId: string;
  organizationId: string;
  role: 'super_admin' | 'team_member';
  /** Teams of the new organization; its default team when empty. */
  teamIds: readonly string[];
  /** Along into the new organization; left to a super admin of the old one; or ended with their keys. */
  apps: 'take_along' | 'leave' | 'end';
};

/**
 * Moves a developer into another organization, for portal admins. Counts from the very next request of their open
 * sessions; the cart keeps what everybody is offered. Throws `not_found`, `forbidden`, `invalid` for `organizationId`,
 * `role`, `teamIds` and `apps`, and `conflict` for the last super admin and for where they are already.
 */
export async function moveDeveloper(ctx: Context, input: Move): Promise<void> {
  await mutate(ctx, async (unit) => {
    const member = await lockMember(unit, ctx.actor, input.userId, input.organizationId);
    authorize(ctx.actor, 'user.move', { userId: member.id });
    const to = destination(member, input);
    await refuseLastSuperAdmin(unit, member);
    await withdrawOwnPleas(unit, member.id);
    await placeUser(unit, { ...input, organizationId: to.id });
    const { credentialIds } = await settleApps(ctx, unit, member, { choice: input.apps, to });
    const detail = {
      from: member.organizationId,
      to: to.id,
      role: input.role,
      apps: input.apps,
      ended: credentialIds.length,
    };
    await unit.audit('user.moved', { kind: 'user', id: member.id, organizationId: to.id }, detail);
    const title = to.isDefault
      ? `You are no longer a member of ${member.organization.name}`
      : `You belong to ${to.name} now`;
    await unit.notify({ userId: member.id, kind: 'user.moved', title, href: to.isDefault ? '/apps' : '/organization' });
  });
}

function destination(member: LockedMember, input: Move) {
  const to = member.also;
  if (to?.status !== 'active') throw invalid('organizationId', 'Choose an active organization.');
  if (to.id === member.organizationId) throw conflict(`${member.name} belongs to ${to.name} already.`);
  if (to.isDefault && input.role === 'super_admin') {
    throw invalid('role', 'The default organization has no super admins.');
  }
  return to;
}

/** What goes along goes first: what is of the old organization after that stays in it. */
async function settleApps(
  ctx: Context,
  unit: Unit,
  member: LockedMember,
  { choice, to }: { choice: Move['apps']; to: { id: string; isDefault: boolean } },
): Promise<{ credentialIds: string[] }> {
  const { id: ownerId, organizationId, organization } = member;
  if (choice === 'leave' && organization.isDefault) {
    throw invalid('apps', 'Nothing is shared in the default organization: let the apps go along, or end them.');
  }
  const owned = await lockAppsOf(unit, { userId: ownerId, organizationId });
  const credentialIds: string[] = [];
  if (choice === 'end') {
    for (const app of owned) credentialIds.push(...(await endApp(ctx, unit, app, REASON)).credentialIds);
  }
  if (choice === 'take_along') {
    const { appIds } = await moveApps(unit, { ownerId, toOrganizationId: to.id, toDefaultOrganization: to.isDefault });
    await adoptRequests(unit, { appIds, ownerId });
  }
  if (organization.isDefault) return { credentialIds };
  const heir = await chooseHeir(unit, { organizationId, leaverId: ownerId });
  const appIds = choice === 'leave' ? owned.map(({ id }) => id) : [];
  await leaveBelongings(unit, { leaver: member, heir, appIds, invitations: 'keep' });
  return { credentialIds };
}
