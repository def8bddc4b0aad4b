import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { organizationDomains, organizations, users } from '@/db/schema';

/**
 * The organization to which somebody's own, verified address belongs, if an admin has checked that it is so; null for
 * everybody else, so that nobody learns of an organization by a domain that they do not have. Organizations that are
 * not active, or about to close, are not proposed.
 */
export async function proposedOrganization(
  db: Pick<Database | Transaction, 'select'>,
  userId: string,
): Promise<{ id: string; name: string } | null> {
  const [row] = await db
    .select({ id: organizations.id, name: organizations.name })
    .from(users)
    .innerJoin(organizationDomains, eq(organizationDomains.domain, sql`split_part(${users.email}, '@', 2)`))
    .innerJoin(organizations, eq(organizations.id, organizationDomains.organizationId))
    .where(
      and(
        eq(users.id, userId),
        eq(users.status, 'active'),
        isNull(users.deletedAt),
        sql`${users.emailVerifiedAt} is not null`,
        eq(organizations.status, 'active'),
        isNull(organizations.closesAt),
      ),
    );
  return row ?? null;
}
