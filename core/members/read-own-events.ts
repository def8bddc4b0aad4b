import { desc, eq, or, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { auditEvents } from '@/db/schema';

/** More of what happened than this is not answered; the newest is. Rows. */
const EVENTS_MAX = 10_000;

/** What somebody did, and what was done to them: who it was stays out where it was somebody else. Newest first. */
export function readOwnEvents(tx: Transaction, userId: string) {
  const isAboutMe = sql`(${auditEvents.subjectKind} = 'user' and ${auditEvents.subjectId} = ${userId})`;
  return tx
    .select({
      at: auditEvents.at,
      event: auditEvents.event,
      by: sql<string>`case when ${auditEvents.actorId} = ${userId} then 'you'
        when ${auditEvents.actorKind} = 'token' then 'admin' else ${auditEvents.actorKind} end`,
      about: auditEvents.subjectKind,
      ip: sql<string | null>`case when ${auditEvents.actorId} = ${userId} then ${auditEvents.ip} end`,
    })
    .from(auditEvents)
    .where(or(eq(auditEvents.actorId, userId), isAboutMe))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(EVENTS_MAX);
}
