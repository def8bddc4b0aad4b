import { eq, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import { endSessions } from '../identity/end-sessions';
import { voidLinks } from '../identity/void-links';
import { placeUser } from '../members/place-user';
import type { Unit } from '../mutate';

/**
 * Returns a member of an organization that ends to the default one, as a team member with nothing; all their sessions
 * end. `deactivates` shuts them out besides.
 */
export async function sendHome(
  unit: Unit,
  member: { id: string; status: string },
  way: { from: { id: string }; to: { id: string }; deactivates: boolean },
): Promise<void> {
  const { id } = member;
  await placeUser(unit, { userId: id, organizationId: way.to.id, role: 'team_member', teamIds: [] });
  const ended = await endSessions(unit.tx, { userId: id });
  const subject = { kind: 'user', id, organizationId: way.from.id };
  await unit.audit('user.moved', subject, { from: way.from.id, to: way.to.id, because: 'closed', ended });
  if (!way.deactivates || member.status === 'inactive') return;
  await unit.tx
    .update(users)
    .set({ status: 'inactive', version: sql`${users.version} + 1`, updatedAt: sql`now()` })
    .where(eq(users.id, id));
  await voidLinks(unit.tx, id);
  await unit.audit('user.deactivated', subject, { from: member.status });
  await unit.mail({ message: 'account-deactivated', to: { userId: id }, subjectId: id });
}
