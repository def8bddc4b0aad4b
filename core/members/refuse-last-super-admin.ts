import { and, eq, isNull, ne } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import { conflict } from '../errors';
import type { Unit } from '../mutate';

/** The member who is about to go, to be demoted, or to be shut out. */
type Leaving = {
  id: string;
  name: string;
  status: string;
  organizationId: string;
  organizationRole: 'super_admin' | 'team_member' | null;
};

/**
 * An active organization keeps an active super admin (domain.md 1). Locks the organization's row, so that of two who go
 * at the same moment the second one is counted after the first. Throws `conflict`.
 */
export async function refuseLastSuperAdmin(unit: Unit, member: Leaving): Promise<void> {
  if (member.organizationRole !== 'super_admin' || member.status !== 'active') return;
  const [organization] = await unit.tx
    .select({ name: organizations.name, status: organizations.status, isDefault: organizations.isDefault })
    .from(organizations)
    .where(eq(organizations.id, member.organizationId))
    .for('update');
  if (!organization || organization.isDefault || organization.status !== 'active') return;
  const others = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.organizationId, member.organizationId),
        eq(users.organizationRole, 'super_admin'),
        eq(users.status, 'active'),
        isNull(users.deletedAt),
        ne(users.id, member.id),
      ),
    )
    .limit(1);
  if (others.length > 0) return;
  throw conflict(
    `${member.name} is the only active super admin of ${organization.name}. Make somebody else super admin first.`,
  );
}
