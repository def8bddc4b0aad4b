import { and, eq, isNull, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { explainRole } from '../members/explain-role';
import { lockDeveloper } from '../members/lock-developer';
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
    const member = await lockDeveloper(unit, ctx.actor, input.userId);
    if (member.organizationId !== id) throw notFound();
    if (member.status !== 'active') throw conflict(`${member.name} is not active. Activate the account first.`);
    await unit.tx
      .update(users)
      .set({ organizationRole: 'super_admin', version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, member.id));
    const change = { from: member.organizationRole, to: 'super_admin' as const, because: 'nobody was left' };
    await explainRole(ctx, unit, member, change);
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
