import { eq } from 'drizzle-orm';
import { organizations, users } from '@/db/schema';
import type { Unit } from '../mutate';

/** Who asked for an organization, as they are now. */
export type Requester = {
  id: string;
  name: string;
  email: string;
  status: 'unverified' | 'pending' | 'active' | 'inactive';
  isDeleted: boolean;
  organization: { name: string; isDefault: boolean };
};

/** Holds whoever asked for an organization until the change commits; null when there is nobody, or an admin made it. */
export async function lockRequester(unit: Unit, userId: string | null): Promise<Requester | null> {
  if (!userId) return null;
  const [user] = await unit.tx
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      status: users.status,
      deletedAt: users.deletedAt,
      organizationId: users.organizationId,
    })
    .from(users)
    .where(eq(users.id, userId))
    .for('update');
  if (!user?.organizationId) return null;
  const [organization] = await unit.tx
    .select({ name: organizations.name, isDefault: organizations.isDefault })
    .from(organizations)
    .where(eq(organizations.id, user.organizationId));
  if (!organization) return null;
  const { id, email, status, deletedAt } = user;
  return { id, email, status, name: `${user.firstName} ${user.lastName}`, isDeleted: deletedAt !== null, organization };
}
