import { and, eq } from 'drizzle-orm';
import { users } from '@/db/schema';
import { forbidden } from '../errors';
import type { Actor } from '../identity/actor';
import type { Unit } from '../mutate';

/**
 * Whether a super admin still is one, now that the organization is held: somebody who was demoted, removed or shut out
 * since the page was asked for decides nothing any more. Portal admins and the system are not asked. Call after the
 * organization is locked, before anybody else's row. Throws `forbidden`.
 */
export async function holdSuperAdmin(unit: Unit, actor: Actor, organizationId: string): Promise<void> {
  if (actor.kind !== 'developer') return;
  const [superAdmin] = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.id, actor.userId),
        eq(users.organizationId, organizationId),
        eq(users.organizationRole, 'super_admin'),
        eq(users.status, 'active'),
      ),
    )
    .for('share');
  if (!superAdmin) throw forbidden();
}
