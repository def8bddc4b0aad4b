import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isId } from '@/db/ids';
import { approverProducts, organizations, sessions, settings, teamMembers, totpFactors, users } from '@/db/schema';
import { type Actor, type AdminActor, type AdminRole, anonymous, type DeveloperActor, type Person } from './actor';

/** A session is touched at most this often, so that reading pages does not mean writing rows. */
const TOUCH_AFTER_SECONDS = 60;
/** A session that nobody used for this long is over; admins' sooner. */
export const IDLE_DAYS = 7;
/** Shorter: whoever has an admin’s session reaches everybody’s keys. */
export const ADMIN_IDLE_MINUTES = 120;

/**
 * Who owns this session, with role, status, organization and teams as they are now. An ended, expired, idle or unknown
 * session is nobody. One query; the database's clock decides.
 */
export async function loadActor(db: Database, sessionId: string): Promise<Actor> {
  if (!isId(sessionId)) return anonymous;
  const [row] = await db
    .select(columns)
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(organizations, eq(organizations.id, users.organizationId))
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, sql`now()`),
        sql`${sessions.lastSeenAt} > now() - case when ${users.kind} = 'admin'
          then make_interval(mins => ${ADMIN_IDLE_MINUTES}) else make_interval(days => ${IDLE_DAYS}) end`,
      ),
    );
  if (!row) return anonymous;
  if (row.isStale) await touch(db, sessionId, row.user.userId);
  return toActor(row, sessionId) ?? anonymous;
}

/** What `toActor` makes of a person's row. */
type ActorRow = {
  user: Omit<Person, 'sessionId' | 'token'> & {
    kind: 'developer' | 'admin';
    adminRole: AdminRole | null;
    organizationRole: DeveloperActor['role'] | null;
  };
  organization: DeveloperActor['organization'] | null;
  teamIds: string[];
  needsSecondFactor: boolean;
  productIds: string[] | null;
};

/** Who a row of `actorColumns` is; null for an account that is no developer and no admin. */
export function toActor(row: ActorRow, sessionId: string): DeveloperActor | AdminActor | null {
  const { kind, adminRole, organizationRole, ...person } = row.user;
  if (kind === 'admin') {
    const { needsSecondFactor, productIds } = row;
    return adminRole && { kind, sessionId, role: adminRole, needsSecondFactor, productIds, ...person };
  }
  if (!row.organization || !organizationRole) return null;
  const { organization, teamIds } = row;
  return { kind, sessionId, role: organizationRole, organization, teamIds, ...person };
}

/** What an admin's actor says beside the account itself. */
const adminFacts = {
  needsSecondFactor: sql<boolean>`${users.kind} = 'admin'
    and exists (select from ${settings} where ${settings.adminsNeedSecondFactor})
    and not exists (select from ${totpFactors}
      where ${totpFactors.userId} = ${users.id} and ${totpFactors.confirmedAt} is not null)`,
  productIds: sql<string[] | null>`(select array_agg(${approverProducts.productId}) from ${approverProducts}
    where ${approverProducts.userId} = ${users.id})`,
};

/** Everything that an actor says; inside a query of users with their organizations. */
export const actorColumns = {
  user: {
    userId: users.id,
    kind: users.kind,
    email: users.email,
    firstName: users.firstName,
    lastName: users.lastName,
    status: users.status,
    mustChangePassword: users.mustChangePassword,
    adminRole: users.adminRole,
    organizationRole: users.organizationRole,
  },
  organization: {
    id: organizations.id,
    name: organizations.name,
    status: organizations.status,
    isDefault: organizations.isDefault,
  },
  teamIds: sql<
    string[]
  >`coalesce((select array_agg(${teamMembers.teamId}) from ${teamMembers} where ${teamMembers.userId} = ${users.id}), '{}')`,
  ...adminFacts,
};

const columns = {
  ...actorColumns,
  isStale: sql<boolean>`${sessions.lastSeenAt} < now() - make_interval(secs => ${TOUCH_AFTER_SECONDS})`,
};

async function touch(db: Database, sessionId: string, userId: string): Promise<void> {
  await db.update(sessions).set({ lastSeenAt: sql`now()` }).where(eq(sessions.id, sessionId));
  await db.update(users).set({ lastSeenAt: sql`now()` }).where(eq(users.id, userId));
}
