import { and, eq, inArray } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { AdminRole } from '../identity/actor';
import type { Note, Unit } from '../mutate';
import type { MessageName } from '../ports/messages';

/** The admin roles for whom policy.ts says yes to running the portal. */
const RUNNING_ROLES: readonly AdminRole[] = ['owner', 'admin'];

/** Something is wrong that those who run the portal can mend: each gets a mail and a line under the bell. */
export async function tellRunners(
  unit: Unit,
  news: { message: MessageName; subjectId: string } & Omit<Note, 'userId'>,
): Promise<void> {
  const { message, subjectId, ...note } = news;
  const runners = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.kind, 'admin'), eq(users.status, 'active'), inArray(users.adminRole, [...RUNNING_ROLES])))
    .orderBy(users.id);
  for (const { id } of runners) {
    await unit.mail({ message, to: { userId: id }, subjectId });
    await unit.notify({ userId: id, ...note });
  }
}
