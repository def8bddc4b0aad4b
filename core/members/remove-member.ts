import { and, eq, inArray, sql } from 'drizzle-orm';
import { accessRequests, apps, credentials } from '@/db/schema';
import { endApp } from '../apps/end-app';
import { lockAppsOf } from '../apps/lock-apps-of';
import type { Context } from '../context';
import { conflict } from '../errors';
import { endSessions } from '../identity/end-sessions';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { chooseHeir, type Heir } from './choose-heir';
import { holdSuperAdmin } from './hold-super-admin';
import { leaveBelongings } from './leave-belongings';
import { heldKeysOfOthers } from './leaving-keys';
import { type LockedMember, lockMember } from './lock-member';
import { placeUser } from './place-user';
import { refuseLastSuperAdmin } from './refuse-last-super-admin';
import { regenerateForLeaving } from './regenerate-for-leaving';

const REASON = 'Its owner was removed from the organization.';

/** Who goes, and what becomes of what they leave. */
export type Removal = {
  userId: string;
  /** What becomes of each app of theirs. One that is not named goes to the heir with its keys as they are. */
  apps: readonly { appId: string; choice: 'hand_over' | 'regenerate' | 'end'; toUserId?: string | undefined }[];
  /** Keys of other people's apps that they were shown. When given, it must name all there are. */
  keys?: readonly { credentialId: string; choice: 'regenerate' | 'keep' }[] | undefined;
  /** Requests of theirs that wait for a decision and shall be cancelled; the others go to the app's owner. */
  cancelRequestIds?: readonly string[] | undefined;
  invitations?: 'keep' | 'withdraw' | undefined;
  /** Who takes over, unless an app says otherwise: the super admin who removes, or a super admin, unless told. */
  toUserId?: string | undefined;
};

/**
 * Takes somebody out of an organization, in one go: their apps, the keys that they could read and did, what they asked
 * for and whom they invited each get what was chosen; their sessions end; they return to the default organization with
 * nothing, and are told. Answers the keys that are on their way. Throws `not_found`, `forbidden`, `invalid` for
 * `toUserId`, and `conflict` for oneself, for the last super admin, and when there is more to decide than was shown.
 */
export async function removeMember(ctx: Context, input: Removal): Promise<{ credentialIds: string[] }> {
  return mutate(ctx, async (unit) => {
    const member = await lockMember(unit, ctx.actor, input.userId);
    const { organizationId, organization } = member;
    authorize(ctx.actor, 'member.manage', { organizationId, userId: member.id });
    await holdSuperAdmin(unit, ctx.actor, organizationId);
    refuseOneself(ctx, member);
    if (organization.isDefault) throw conflict(`${member.name} belongs to no organization.`);
    await refuseLastSuperAdmin(unit, member);

    await cancelRequests(unit, member, input.cancelRequestIds ?? []);
    const held = await heldKeysToReplace(unit, member, input.keys);
    const moving = await settleApps(ctx, unit, member, input, held);
    await placeUser(unit, { userId: member.id, organizationId: member.defaults.id, role: 'team_member', teamIds: [] });
    const ended = await endSessions(unit.tx, { userId: member.id });
    await unit.audit(
      'member.removed',
      { kind: 'user', id: member.id, organizationId },
      { role: member.organizationRole, ended },
    );
    await unit.mail({ message: 'member-removed', to: { userId: member.id }, subjectId: organizationId });
    const title = `You are no longer a member of ${organization.name}`;
    await unit.notify({ userId: member.id, kind: 'member.removed', title, href: '/apps' });
    return { credentialIds: moving };
  });
}

function refuseOneself(ctx: Context, member: LockedMember): void {
  const isOneself = ctx.actor.kind === 'developer' && ctx.actor.userId === member.id;
  if (isOneself) throw conflict('To go yourself, leave the organization.');
}

async function settleApps(
  ctx: Context,
  unit: Unit,
  member: LockedMember,
  input: Removal,
  held: readonly string[],
): Promise<string[]> {
  const owned = await lockAppsOf(unit, { userId: member.id, organizationId: member.organizationId });
  const choices = new Map(input.apps.map((choice) => [choice.appId, choice]));
  const moving: string[] = [];
  const kept = owned.filter((app) => choices.get(app.id)?.choice !== 'end');
  for (const app of owned.filter((one) => !kept.includes(one))) {
    moving.push(...(await endApp(ctx, unit, app, REASON)).credentialIds);
  }
  const general = await heirOf(ctx, unit, member, input.toUserId);
  const byHeir = new Map<string, { heir: Heir | null; appIds: string[] }>();
  for (const app of kept) {
    const chosen = choices.get(app.id)?.toUserId;
    const heir = chosen ? await heirOf(ctx, unit, member, chosen) : general;
    const group = byHeir.get(heir?.id ?? '') ?? { heir, appIds: [] };
    byHeir.set(heir?.id ?? '', { heir, appIds: [...group.appIds, app.id] });
  }
  const invitations = input.invitations ?? 'keep';
  // The general heir last: what is left when each app has its owner is theirs.
  for (const { heir, appIds } of [...byHeir.values(), { heir: general, appIds: [] }]) {
    await leaveBelongings(unit, { leaver: member, heir, appIds, invitations });
  }
  const renewed = kept.filter((app) => choices.get(app.id)?.choice === 'regenerate').map(({ id }) => id);
  const { credentialIds } = await regenerateForLeaving(ctx, unit, { appIds: renewed, credentialIds: held });
  return [...moving, ...credentialIds];
}

/** The colleague who was chosen; else the super admin who removes; else a super admin. */
function heirOf(ctx: Context, unit: Unit, member: LockedMember, chosenId: string | undefined): Promise<Heir | null> {
  const { actor } = ctx;
  const remover = actor.kind === 'developer' ? actor.userId : undefined;
  return chooseHeir(unit, {
    organizationId: member.organizationId,
    leaverId: member.id,
    chosenId: chosenId ?? remover,
  });
}

/** Throws `conflict` when they were shown a key since the choice was offered: nobody has decided about that one. */
async function heldKeysToReplace(unit: Unit, member: LockedMember, choices: Removal['keys']): Promise<string[]> {
  if (!choices) return [];
  const held = await unit.tx
    .select({ id: credentials.id })
    .from(credentials)
    .innerJoin(accessRequests, eq(accessRequests.id, credentials.accessRequestId))
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .where(heldKeysOfOthers(member));
  const chosen = new Map(choices.map(({ credentialId, choice }) => [credentialId, choice]));
  if (held.some(({ id }) => !chosen.has(id))) {
    throw conflict(`${member.name} was shown another key meanwhile. Open the page again to decide about it.`);
  }
  return held.filter(({ id }) => chosen.get(id) === 'regenerate').map(({ id }) => id);
}

async function cancelRequests(unit: Unit, member: LockedMember, requestIds: readonly string[]): Promise<void> {
  if (requestIds.length === 0) return;
  const cancelled = await unit.tx
    .update(accessRequests)
    .set({ status: 'cancelled', version: sql`${accessRequests.version} + 1`, updatedAt: sql`now()` })
    .where(
      and(
        inArray(accessRequests.id, [...requestIds]),
        eq(accessRequests.requestedBy, member.id),
        eq(accessRequests.organizationId, member.organizationId),
        eq(accessRequests.status, 'pending'),
      ),
    )
    .returning({ id: accessRequests.id });
  const { organizationId } = member;
  for (const { id } of cancelled) {
    await unit.audit(
      'access_request.cancelled',
      { kind: 'access_request', id, organizationId },
      { because: 'asker left' },
    );
  }
}
