import { and, eq } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { joinRequests, type organizations, users } from '@/db/schema';
import { conflict, notFound } from '../errors';
import type { Actor } from '../identity/actor';
import { holdSuperAdmin } from '../members/hold-super-admin';
import type { Unit } from '../mutate';
import { lockWithDefault } from '../organizations/lock-with-default';
import { authorize, type Permission } from '../policy';
import { visibleJoinRequests } from '../visibility';

type Organization = typeof organizations.$inferSelect;

/** A request that waits, and everybody concerned, locked until the change commits. */
export type LockedJoinRequest = {
  id: string;
  organization: Organization;
  defaults: Organization;
  person: { id: string; name: string; status: string; organizationId: string | null; isDeleted: boolean };
};

/**
 * A request to join that the actor may see and decide (or withdraw, by another permission), with its organization, the
 * default one and the person locked in this order. Throws `not_found`, `forbidden`, `conflict` when it no longer waits.
 */
export async function lockJoinRequest(
  unit: Unit,
  actor: Actor,
  joinRequestId: string,
  permission: Permission,
): Promise<LockedJoinRequest> {
  if (!isId(joinRequestId)) throw notFound();
  const isIt = and(eq(joinRequests.id, joinRequestId), visibleJoinRequests(actor));
  const found = { organizationId: joinRequests.organizationId, userId: joinRequests.userId };
  const [seen] = await unit.tx.select(found).from(joinRequests).where(isIt);
  if (!seen) throw notFound();
  authorize(actor, permission, { organizationId: seen.organizationId, userId: seen.userId });
  const { organization, defaults } = await lockWithDefault(unit, seen.organizationId);
  // Whoever takes back their own request is no super admin of anything.
  if (permission === 'joinRequest.decide') await holdSuperAdmin(unit, actor, seen.organizationId);
  const [person] = await unit.tx
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      status: users.status,
      organizationId: users.organizationId,
      deletedAt: users.deletedAt,
    })
    .from(users)
    .where(eq(users.id, seen.userId))
    .for('update');
  const [request] = await unit.tx
    .select({ id: joinRequests.id, status: joinRequests.status })
    .from(joinRequests)
    .where(eq(joinRequests.id, joinRequestId))
    .for('update');
  if (!request || !person) throw notFound();
  if (request.status !== 'pending') throw conflict(`This request was ${request.status} already.`);
  const { firstName, lastName, deletedAt, ...facts } = person;
  const name = `${firstName} ${lastName}`;
  return { id: request.id, organization, defaults, person: { ...facts, name, isDeleted: deletedAt !== null } };
}
