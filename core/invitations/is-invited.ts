import { and, eq, gt, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { invitations, organizations } from '@/db/schema';

/** Whether an active organization waits for somebody of this address, in canonical form, to accept. */
export async function isInvited(db: Pick<Database | Transaction, 'select'>, email: string): Promise<boolean> {
  const rows = await db
    .select({ id: invitations.id })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .where(
      and(
        eq(invitations.email, email),
        eq(invitations.status, 'pending'),
        gt(invitations.expiresAt, sql`now()`),
        eq(organizations.status, 'active'),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
