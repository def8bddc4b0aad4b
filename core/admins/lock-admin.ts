import { and, asc, eq, isNull } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { users } from '@/db/schema';
import { conflict, forbidden, notFound } from '../errors';
import { type Actor, userIdOf } from '../identity/actor';
import type { Unit } from '../mutate';
import { can } from '../policy';

/** An admin who is held for this change. */
export type LockedAdmin = Awaited<ReturnType<typeof lockAdmin>>;

/**
 * A portal admin, locked until the change commits; all owners' rows are locked first and in order, so that of two
 * changes that would leave no owner the second one sees what the first made. Throws `not_found` for everybody but
 * portal admins, `forbidden` for an owner who is none any more.
 */
export async function lockAdmin(unit: Unit, actor: Actor, userId: string) {
  if (!can(actor, 'admin.list') || !isId(userId)) throw notFound();
  const isAdmin = and(eq(users.kind, 'admin'), isNull(users.deletedAt));
  const owners = await unit.tx
    .select({ id: users.id, status: users.status })
    .from(users)
    .where(and(isAdmin, eq(users.adminRole, 'owner')))
    .orderBy(asc(users.id))
    .for('update');
  refuseFormerOwner(actor, owners);
  const [admin] = await unit.tx
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      email: users.email,
      status: users.status,
      role: users.adminRole,
      passwordHash: users.passwordHash,
      version: users.version,
    })
    .from(users)
    .where(and(isAdmin, eq(users.id, userId)))
    .for('update');
  if (!admin?.role) throw notFound();
  const others = owners.filter(({ id, status }) => id !== admin.id && status === 'active');
  const { role } = admin;
  return { ...admin, role, name: `${admin.firstName} ${admin.lastName}`, isLastOwner: isLast(admin, others.length) };
}

/** Owners who were demoted or shut out since the request began; whoever never was one is refused by the permission. */
function refuseFormerOwner(actor: Actor, owners: readonly { id: string; status: string }[]): void {
  const isOwner = owners.some(({ id, status }) => id === userIdOf(actor) && status === 'active');
  if (actor.kind === 'admin' && actor.role === 'owner' && !isOwner) throw forbidden();
}

function isLast(admin: { role: string | null; status: string }, otherOwners: number): boolean {
  return admin.role === 'owner' && admin.status === 'active' && otherOwners === 0;
}

/** Nobody decides about themselves, and the portal keeps an owner. Throws `conflict`. */
export function refuseOneselfAndLastOwner(actor: Actor, admin: LockedAdmin, what: string): void {
  if (admin.isLastOwner) throw conflict(`${admin.name} is the only owner. Make somebody else owner first.`);
  if (admin.id === userIdOf(actor)) throw conflict(`You cannot ${what} yourself. Ask another owner.`);
}
