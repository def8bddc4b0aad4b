import { and, eq, gt, inArray, like, lt, sql } from 'drizzle-orm';
import type { Context } from '@/core/context';
import { accessRequests, apps, credentials, mails, notifications } from '@/db/schema';

/**
 * Sets the times of a request's rows back to when it is said to have happened. Mails of before `readBefore` are dropped
 * instead of arriving years late, and the notes under the bell of that time count as read. The audit log stays as it
 * is: nobody can change it, and it tells when the demo was loaded.
 */
export async function backdate(
  ctx: Context,
  input: { requestId: string; appId: string; askedAt: Date; decidedAt: Date | null; readBefore: Date },
): Promise<void> {
  const { requestId, appId, askedAt, decidedAt, readBefore } = input;
  const { db } = ctx;
  const updatedAt = decidedAt ?? askedAt;
  await db
    .update(accessRequests)
    .set({
      ...{ createdAt: askedAt, updatedAt },
      decidedAt: sql`case when ${accessRequests.decidedAt} is null then null else ${updatedAt.toISOString()}::timestamptz end`,
    })
    .where(eq(accessRequests.id, requestId));
  await db
    .update(apps)
    .set({ createdAt: askedAt, updatedAt: askedAt })
    .where(and(eq(apps.id, appId), gt(apps.createdAt, askedAt)));
  await db.update(credentials).set({ createdAt: updatedAt }).where(eq(credentials.accessRequestId, requestId));

  const isSubmission = sql`case when kind = 'access_request.submitted' then ${askedAt.toISOString()}::timestamptz else ${updatedAt.toISOString()}::timestamptz end`;
  const ofRequest = like(notifications.href, `%/requests/${requestId}`);
  await db.update(notifications).set({ createdAt: isSubmission }).where(ofRequest);
  await db
    .update(notifications)
    .set({ readAt: sql`${notifications.createdAt} + interval '1 hour'` })
    .where(and(ofRequest, lt(notifications.createdAt, readBefore)));

  const isQuestion = inArray(mails.message, ['request-to-decide']);
  const ofSubject = eq(mails.subjectId, requestId);
  await db.update(mails).set({ createdAt: updatedAt }).where(ofSubject);
  await db.update(mails).set({ createdAt: askedAt }).where(and(ofSubject, isQuestion));
  await db
    .update(mails)
    .set({ state: 'dropped' })
    .where(and(ofSubject, lt(mails.createdAt, readBefore)));
}
