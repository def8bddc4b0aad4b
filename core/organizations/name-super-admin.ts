import { and, eq, isNull, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { lockOrganization } from './lock-organization';

/**
 * The portal admins' way out where no active super admin is left (deactivation, deletion): makes one of the members
 * super admin, and tells them. Throws `not_found` also for whoever is no member, `forbidden`, and `conflict` for the
 * default organization, while there is an active super admin, and for a member who is not active.
 */
export async function nameSuperAdmin(ctx: Context, input: { organizationId: string; userId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const { id, name, isDefault } = await lockOrganization(unit, ctx.actor, input.organizationId);
    authorize(ctx.actor, 'user.change', { organizationId: id });
    if (isDefault) throw conflict('Nobody is super admin of the default organization.');
    const running = await activeSuperAdmin(unit, id);
    if (running) throw conflict(`${running} is super admin of ${name} and names others.`);
    const member = await lockMember(unit, id, input.userId);
    if (member.status !== 'active') throw conflict(`${member.name} is not active. Activate the account first.`);
    await unit.tx
      .update(users)
      .set({ organizationRole: 'super_admin', version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, member.id));
    const subject = { kind: 'user', id: member.id, organizationId: id };
    await unit.audit('member.role_changed', subject, { to: 'super_admin', because: 'nobody was left' });
    const facts = { roleName: 'Super admin', changedBy: 'an admin of the portal' };
    await unit.mail({ message: 'member-changed', to: { userId: member.id }, subjectId: id, facts });
    const title = `You are super admin of ${name} now`;
    await unit.notify({ userId: member.id, kind: 'member.role_changed', title, href: '/organization' });
  });
}

async function activeSuperAdmin(unit: Unit, organizationId: string): Promise<string | null> {
  const [found] = await unit.tx
    .select({ firstName: users.firstName, lastName: users.lastName })
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        eq(users.organizationRole, 'super_admin'),
        eq(users.status, 'active'),
        isNull(users.deletedAt),
      ),
    )
    .limit(1);
  return found ? `${found.firstName} ${found.lastName}` : null;
}

async function lockMember(unit: Unit, organizationId: string, userId: string) {
  const [member] = await unit.tx
    .select({ id: users.id, firstName: users.firstName, lastName: users.lastName, status: users.status })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.organizationId, organizationId), isNull(users.deletedAt)))
    .for('update');
  if (!member) throw notFound();
  return { id: member.id, status: member.status, name: `${member.firstName} ${member.lastName}` };
}
