import { and, eq, inArray } from 'drizzle-orm';
import { notifications, users } from '@/db/schema';
import { type Actor, isActiveDeveloper } from '../identity/actor';
import type { Unit } from '../mutate';

/** The admin roles that policy.ts lets decide. */
const DECIDING_ROLES = ['owner', 'admin', 'approver'] as const;

/** Orders the mail and the notification of a new request for every admin who may decide it. */
export async function tellDeciders(
  unit: Unit,
  request: { id: string; productNames: string; actor: Actor },
): Promise<void> {
  const deciders = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.kind, 'admin'), eq(users.status, 'active'), inArray(users.adminRole, [...DECIDING_ROLES])));
  if (deciders.length === 0) return;
  for (const { id } of deciders) {
    await unit.mail({ message: 'request-to-decide', to: { userId: id }, subjectId: request.id });
  }
  const who = isActiveDeveloper(request.actor)
    ? `${request.actor.firstName} ${request.actor.lastName} of ${request.actor.organization.name}`
    : 'A developer';
  await unit.tx.insert(notifications).values(
    deciders.map(({ id }) => ({
      userId: id,
      kind: 'access_request.submitted',
      title: `${who} asks for ${request.productNames}`,
      href: `/admin/requests/${request.id}`,
    })),
  );
}
