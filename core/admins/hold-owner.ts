import { and, eq, isNull } from 'drizzle-orm';
import { users } from '@/db/schema';
import { forbidden } from '../errors';
import type { Actor } from '../identity/actor';
import type { Unit } from '../mutate';

/**
 * Whether an owner still is one, in the change itself: somebody who was demoted, shut out or removed since the request
 * began makes no admins any more, and nobody takes it from them until this change is over. The operator's tool is not
 * asked. Throws `forbidden`.
 */
export async function holdOwner(unit: Unit, actor: Actor): Promise<void> {
  if (actor.kind === 'system') return;
  const [owner] =
    actor.kind === 'admin'
      ? await unit.tx
          .select({ id: users.id })
          .from(users)
          .where(
            and(
              eq(users.id, actor.userId),
              eq(users.adminRole, 'owner'),
              eq(users.status, 'active'),
              isNull(users.deletedAt),
            ),
          )
          .for('share')
      : [];
  if (!owner) throw forbidden();
}
