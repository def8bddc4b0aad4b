import { and, eq, ne, sql } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { endSessions } from '../identity/end-sessions';
import { voidLinks } from '../identity/void-links';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { lockDeveloper } from './lock-developer';

type Developer = Awaited<ReturnType<typeof lockDeveloper>>;

/**
 * Shuts a developer out: every session and every mailed link ends with the same commit, and they are told. Their apps and
 * keys stay. Throws `not_found`, `forbidden`, `conflict` for one who is inactive already and for the last active super
 * admin of an active organization.
 */
export async function deactivateDeveloper(ctx: Context, input: { userId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const developer = await lockDeveloper(unit, ctx.actor, input.userId);
    authorize(ctx.actor, 'user.deactivate', { userId: developer.id });
    if (developer.status === 'inactive') throw conflict(`${developer.name} is deactivated already.`);
    await refuseLastSuperAdmin(unit, developer);
    const { id, organizationId } = developer;
    await unit.tx
      .update(users)
      .set({ status: 'inactive', version: sql`${users.version} + 1`, updatedAt: sql`now()` })
      .where(eq(users.id, id));
    const ended = await endSessions(unit.tx, { userId: id });
    await voidLinks(unit.tx, id);
    await unit.audit('user.deactivated', { kind: 'user', id, organizationId }, { from: developer.status, ended });
    await unit.mail({ message: 'account-deactivated', to: { userId: id }, subjectId: id });
  });
}

async function refuseLastSuperAdmin(unit: Unit, developer: Developer): Promise<void> {
  const { organization, organizationId } = developer;
  const holdsTheKeys = developer.organizationRole === 'super_admin' && developer.status === 'active';
  if (!holdsTheKeys || organization.isDefault || organization.status !== 'active') return;
  // Two super admins may be deactivated at the same moment: the organization's row makes them take turns.
  await unit.tx
    .select({ id: organizations.id })
    .from(organizations)
    .where(eq(organizations.id, organizationId))
    .for('update');
  const others = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        eq(users.organizationRole, 'super_admin'),
        eq(users.status, 'active'),
        ne(users.id, developer.id),
      ),
    )
    .limit(1);
  if (others.length > 0) return;
  throw conflict(
    `${developer.name} is the only active super admin of ${organization.name}. Make somebody else super admin first.`,
  );
}
