import { and, eq } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import { notFound } from '../errors';
import type { Actor } from '../identity/actor';
import type { Unit } from '../mutate';
import { visibleUsers } from '../visibility';

/** A developer, locked until the change commits. Throws `not_found` for whom the actor may not see, and for admins. */
export async function lockDeveloper(unit: Unit, actor: Actor, userId: string) {
  const [developer] = await unit.tx
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      status: users.status,
      emailVerifiedAt: users.emailVerifiedAt,
      organizationId: users.organizationId,
      organizationRole: users.organizationRole,
    })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.kind, 'developer'), visibleUsers(actor)))
    .for('update');
  if (!developer?.organizationId) throw notFound();
  const { organizationId } = developer;
  const [organization] = await unit.tx
    .select({ name: organizations.name, status: organizations.status, isDefault: organizations.isDefault })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  if (!organization) throw notFound();
  return { ...developer, organizationId, organization, name: `${developer.firstName} ${developer.lastName}` };
}
