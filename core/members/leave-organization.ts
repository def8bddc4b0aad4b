import { and, eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import { lockAppsOf } from '../apps/lock-apps-of';
import type { Context } from '../context';
import { forbidden } from '../errors';
import { isActiveDeveloper } from '../identity/actor';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { chooseHeir } from './choose-heir';
import { leaveBelongings } from './leave-belongings';
import { type LockedMember, lockMember } from './lock-member';
import { placeUser } from './place-user';
import { refuseLastSuperAdmin } from './refuse-last-super-admin';

/**
 * Leaves one's organization for the default one. Apps, requests and invitations stay and go to the colleague that was
 * chosen, or else to a super admin. Throws `forbidden` where there is no organization to leave, `invalid` for
 * `toUserId`, and `conflict` for its last super admin.
 */
export async function leaveOrganization(ctx: Context, input: { toUserId?: string | undefined }): Promise<void> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor)) throw forbidden();
  authorize(actor, 'organization.leave', { organizationId: actor.organization.id });
  await mutate(ctx, async (unit) => {
    const member = await lockMember(unit, actor, actor.userId);
    const { organizationId } = member;
    // They may have been moved since the request began: what was confirmed was leaving the other one.
    if (organizationId !== actor.organization.id) throw forbidden();
    await refuseLastSuperAdmin(unit, member);
    const heir = await chooseHeir(unit, { organizationId, leaverId: member.id, chosenId: input.toUserId });
    const appIds = (await lockAppsOf(unit, { userId: member.id, organizationId })).map(({ id }) => id);
    await leaveBelongings(unit, { leaver: member, heir, appIds, invitations: 'keep' });
    await placeUser(unit, { userId: member.id, organizationId: member.defaults.id, role: 'team_member', teamIds: [] });
    await tellSuperAdmins(unit, member);
    const subject = { kind: 'user', id: member.id, organizationId };
    await unit.audit('member.left', subject, { role: member.organizationRole, apps: appIds.length });
  });
}

/** Whoever runs the organization finds it under the bell; what they were handed stands there too. */
async function tellSuperAdmins(unit: Unit, { name, organizationId, organization }: LockedMember): Promise<void> {
  const superAdmins = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        eq(users.organizationRole, 'super_admin'),
        eq(users.status, 'active'),
      ),
    );
  const title = `${name} left ${organization.name}`;
  for (const { id } of superAdmins) {
    await unit.notify({ userId: id, kind: 'member.left', title, href: '/organization/users' });
  }
}
