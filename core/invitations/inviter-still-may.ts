import { eq } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { users } from '@/db/schema';

/**
 * Whether whoever stands for an invitation could still send it: a super admin of its organization, or a portal admin.
 * What somebody gave away must not outlive their right to give it (security.md T-22). Without anybody it stands by
 * itself.
 */
export async function inviterStillMay(
  db: Pick<Database | Transaction, 'select'>,
  invitation: { organizationId: string; invitedBy: string | null },
): Promise<boolean> {
  if (invitation.invitedBy === null) return true;
  const [inviter] = await db
    .select({
      status: users.status,
      adminRole: users.adminRole,
      organizationId: users.organizationId,
      organizationRole: users.organizationRole,
    })
    .from(users)
    .where(eq(users.id, invitation.invitedBy));
  if (inviter?.status !== 'active') return false;
  const isSuperAdmin =
    inviter.organizationRole === 'super_admin' && inviter.organizationId === invitation.organizationId;
  return isSuperAdmin || inviter.adminRole === 'owner' || inviter.adminRole === 'admin';
}
