import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { organizations, teamMembers, users } from '@/db/schema';
import type { DeveloperActor } from './actor';

/** No session has it: nobody is logged in. */
const NO_SESSION = '00000000-0000-0000-0000-000000000000';

/**
 * A developer as they are now, for what an admin does in their name: what they would be offered and what is theirs is
 * asked of this. That they owe a new password does not count, because they are not the one who acts. Null when there is
 * no such developer.
 */
export async function readDeveloper(
  db: Pick<Database | Transaction, 'select'>,
  developerId: string,
): Promise<DeveloperActor | null> {
  if (!isId(developerId)) return null;
  const [row] = await db
    .select({
      userId: users.id,
      email: users.email,
      firstName: users.firstName,
      lastName: users.lastName,
      status: users.status,
      role: users.organizationRole,
      organization: {
        id: organizations.id,
        name: organizations.name,
        status: organizations.status,
        isDefault: organizations.isDefault,
      },
      teamIds: sql<string[]>`coalesce((select array_agg(${teamMembers.teamId}) from ${teamMembers}
        where ${teamMembers.userId} = ${users.id}), '{}')`,
    })
    .from(users)
    .innerJoin(organizations, eq(organizations.id, users.organizationId))
    .where(and(eq(users.id, developerId), eq(users.kind, 'developer'), isNull(users.deletedAt)));
  if (!row?.role) return null;
  return { ...row, kind: 'developer', role: row.role, sessionId: NO_SESSION, mustChangePassword: false };
}
