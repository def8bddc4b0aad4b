import { and, eq, inArray, sql } from 'drizzle-orm';
import { notifications, users } from '@/db/schema';
import type { AdminRole } from '../identity/actor';
import type { Unit } from '../mutate';

/** The admin roles for whom policy.ts says yes to `user.create`, which sending an invitation is. */
const INVITING_ROLES: readonly AdminRole[] = ['owner', 'admin'];
const KIND = 'user_needs_invitation';

/**
 * The owner of an account that an admin made asks for a way in, and there is no invitation to send again: the person is
 * told so by mail, and whoever may invite finds a line under the bell that leads to it. One line, until it is read.
 */
export async function tellOfUninvited(
  unit: Unit,
  user: { id: string; firstName: string; lastName: string },
): Promise<void> {
  const href = `/admin/users/${user.id}`;
  await unit.mail({ message: 'invitation-to-come', to: { userId: user.id }, subjectId: user.id });
  const admins = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.kind, 'admin'),
        eq(users.status, 'active'),
        inArray(users.adminRole, [...INVITING_ROLES]),
        sql`not exists (select 1 from ${notifications} told where told.user_id = ${users.id}
          and told.kind = ${KIND} and told.href = ${href} and told.read_at is null)`,
      ),
    );
  for (const admin of admins) {
    await unit.notify({
      userId: admin.id,
      kind: KIND,
      title: `${user.firstName} ${user.lastName} tries to get in and needs an invitation`,
      href,
    });
  }
}
