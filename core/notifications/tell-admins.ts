import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { AdminRole } from '../identity/actor';
import type { Note, Unit } from '../mutate';
import type { MessageName } from '../ports';

/** The admin roles for whom policy.ts says yes to deciding. */
const DECIDING_ROLES: readonly AdminRole[] = ['owner', 'admin', 'approver'];

/**
 * Something waits for a decision: every admin who may decide it gets a mail and a line under the bell, with the way to
 * it. `productIds` are those of a request; approvers of chosen products are told of nothing else.
 */
export async function tellAdmins(
  unit: Unit,
  news: { message: MessageName; subjectId: string; productIds?: readonly string[] } & Omit<Note, 'userId'>,
): Promise<void> {
  const { message, subjectId, productIds = [], ...note } = news;
  const deciders = await unit.tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.kind, 'admin'),
        eq(users.status, 'active'),
        inArray(users.adminRole, [...DECIDING_ROLES]),
        decidesAbout(productIds),
      ),
    );
  for (const { id } of deciders) {
    await unit.mail({ message, to: { userId: id }, subjectId });
    await unit.notify({ userId: id, ...note });
  }
}

function decidesAbout(productIds: readonly string[]): SQL {
  const chosen = sql`(select array_agg(chosen.product_id) from approver_products chosen where chosen.user_id = users.id)`;
  if (productIds.length === 0) return sql`${chosen} is null`;
  return sql`(${chosen} is null or ${chosen} @> ${`{${productIds.join(',')}}`}::uuid[])`;
}
