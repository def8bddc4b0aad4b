import { and, eq, inArray } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { AdminRole } from '../identity/actor';
import type { Note, Unit } from '../mutate';
import type { MessageName } from '../ports';

/** The admin roles for whom policy.ts says yes to deciding. */
const DECIDING_ROLES: readonly AdminRole[] = ['owner', 'admin', 'approver'];

/** Something waits for a decision: every admin who may decide gets a mail and a line under the bell, with the way to it. */
export async function tellAdmins(
  unit: Unit,
  news: { message: MessageName; subjectId: string } & Omit<Note, 'userId'>,
): Promise<void> {
  const { message, subjectId, ...note } = news;
  const deciders = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.kind, 'admin'), eq(users.status, 'active'), inArray(users.adminRole, [...DECIDING_ROLES])));
  for (const { id } of deciders) {
    await unit.mail({ message, to: { userId: id }, subjectId });
    await unit.notify({ userId: id, ...note });
  }
}
