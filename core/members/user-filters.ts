import { eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { users } from '@/db/schema';
import { isInState } from './user-state';
import type { UserState } from './user-states';

/** Which developers are listed; what is left out does not narrow it. */
export type UserFilters = {
  /** Words of the name, the address or the organization. */
  search?: string | undefined;
  state?: UserState | undefined;
  organizationId?: string | undefined;
  teamId?: string | undefined;
  role?: 'super_admin' | 'team_member' | undefined;
  isVerified?: boolean | undefined;
  /** Seen within so many days, or not since then (also those who never were). */
  seen?: { withinDays: number } | { notSinceDays: number } | undefined;
};

/**
 * The conditions of the admins' list but for its words, in a query of users and their organizations. An id that cannot
 * be one finds nobody.
 */
export function matchesUser(filters: UserFilters): (SQL | undefined)[] {
  const { state, organizationId, teamId, role, isVerified, seen } = filters;
  return [
    state && isInState(state),
    organizationId ? ofId(organizationId, (id) => eq(users.organizationId, id)) : undefined,
    teamId ? ofId(teamId, isInTeam) : undefined,
    role && eq(users.organizationRole, role),
    isVerified === undefined
      ? undefined
      : isVerified
        ? isNotNull(users.emailVerifiedAt)
        : isNull(users.emailVerifiedAt),
    seen && wasSeen(seen),
  ];
}

function ofId(given: string, condition: (id: string) => SQL): SQL {
  return isId(given) ? condition(given) : sql`false`;
}

function isInTeam(teamId: string): SQL {
  return sql`exists (select 1 from team_members place where place.user_id = ${users.id} and place.team_id = ${teamId})`;
}

function wasSeen(seen: { withinDays: number } | { notSinceDays: number }): SQL | undefined {
  const daysAgo = (days: number) => sql`now() - make_interval(days => ${days})`;
  if ('withinDays' in seen) return sql`${users.lastSeenAt} >= ${daysAgo(seen.withinDays)}`;
  return or(isNull(users.lastSeenAt), sql`${users.lastSeenAt} < ${daysAgo(seen.notSinceDays)}`);
}
