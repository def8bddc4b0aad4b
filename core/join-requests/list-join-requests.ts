import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { apps, joinRequests, organizations, users } from '@/db/schema';
import type { Context } from '../context';
import { isActiveDeveloper } from '../identity/actor';
import { can } from '../policy';
import { visibleJoinRequests } from '../visibility';

/** Somebody who asks to be let in: only their super admins see this, before the person is a colleague. */
export type JoinRequestLine = { id: string; name: string; email: string; apps: number; createdAt: Date };

const SHOWN_MAX = 100;

/** Requests to join the super admin's own organization that wait, oldest first; nothing for everybody else. */
export async function listJoinRequests(ctx: Context): Promise<JoinRequestLine[]> {
  const { actor } = ctx;
  if (!isActiveDeveloper(actor)) return [];
  if (!can(actor, 'joinRequest.decide', { organizationId: actor.organization.id })) return [];
  return (
    ctx.db
      .select({
        id: joinRequests.id,
        name: sql<string>`${users.firstName} || ' ' || ${users.lastName}`,
        email: users.email,
        apps: sql<number>`(select count(*)::int from ${apps} where ${apps.ownerId} = ${users.id} and ${isNull(apps.deletedAt)})`,
        createdAt: joinRequests.createdAt,
      })
      .from(joinRequests)
      .innerJoin(users, eq(users.id, joinRequests.userId))
      // Whoever has found a place elsewhere meanwhile no longer waits here.
      .innerJoin(organizations, and(eq(organizations.id, users.organizationId), organizations.isDefault))
      .where(and(visibleJoinRequests(actor), eq(joinRequests.status, 'pending'), isNull(users.deletedAt)))
      .orderBy(asc(joinRequests.createdAt), asc(joinRequests.id))
      .limit(SHOWN_MAX)
  );
}
