import { and, count, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import { mails, users } from '@/db/schema';
import type { AdminRole } from '../identity/actor';
import type { Note, Unit } from '../mutate';
import type { MessageName } from '../ports/messages';

/** The admin roles for whom policy.ts says yes to deciding. */
const DECIDING_ROLES: readonly AdminRole[] = ['owner', 'admin', 'approver'];

/** Mails of one kind to one admin in an hour: whoever lets programs register must not fill a mailbox. */
export const ADMIN_MAILS_AN_HOUR = 100;

/**
 * Something waits for a decision: every admin who may decide it gets a line under the bell, with the way to it, and a
 * mail of their own, unless an hour has brought `ADMIN_MAILS_AN_HOUR` of its kind already. `productIds` are those of a request; approvers of chosen products are told of nothing else.
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
  const enough = await whoHasEnough(unit, message);
  for (const { id } of deciders) {
    if (!enough.has(id)) await unit.mail({ message, to: { userId: id }, subjectId });
    await unit.notify({ userId: id, ...note });
  }
}

/** Two at the same moment may both count to one less than the most: a mail more is no flood. */
async function whoHasEnough(unit: Unit, message: MessageName): Promise<Set<string | null>> {
  const rows = await unit.tx
    .select({ id: mails.toUserId })
    .from(mails)
    .where(and(eq(mails.message, message), gt(mails.createdAt, sql`now() - interval '1 hour'`)))
    .groupBy(mails.toUserId)
    .having(sql`${count()} >= ${ADMIN_MAILS_AN_HOUR}`);
  return new Set(rows.map(({ id }) => id));
}

function decidesAbout(productIds: readonly string[]): SQL {
  const chosen = sql`(select array_agg(chosen.product_id) from approver_products chosen where chosen.user_id = users.id)`;
  if (productIds.length === 0) return sql`${chosen} is null`;
  return sql`(${chosen} is null or ${chosen} @> ${`{${productIds.join(',')}}`}::uuid[])`;
}
