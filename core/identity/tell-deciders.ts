import { and, eq, inArray } from 'drizzle-orm';
import { notifications, users } from '@/db/schema';
import type { Unit } from '../mutate';

/** Tells every admin who may decide that somebody waits for activation: by mail and under the bell. */
export async function tellDeciders(unit: Unit, developer: { id: string; name: string }): Promise<void> {
  const deciders = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.kind, 'admin'),
        eq(users.status, 'active'),
        // Those for whom the policy `user.activate` says yes.
        inArray(users.adminRole, ['owner', 'admin', 'approver']),
      ),
    );
  for (const { id } of deciders) {
    await unit.mail({ message: 'registration-to-decide', to: { userId: id }, subjectId: developer.id });
    await unit.tx.insert(notifications).values({
      userId: id,
      kind: 'registration_to_decide',
      title: `${developer.name} waits for activation`,
      href: `/admin/users/${developer.id}`,
    });
  }
}
