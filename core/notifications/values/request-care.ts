import { and, desc, eq } from 'drizzle-orm';
import { accessRequests, requestMessages, users } from '@/db/schema';
import { claimEnds } from '../../access-requests/claim-end';
import type { Context } from '../../context';
import type { Loader } from '../message-loader';
import { readRequest } from './requests';

/** Says how long the request waits when the mail goes out; dropped once it was decided. */
export const requestNudged: Loader<'request-nudged'> = async ({ ctx, subjectId }) => {
  const request = await readRequest(ctx, subjectId);
  if (request?.status !== 'pending') return null;
  const [{ createdAt } = { createdAt: ctx.now() }] = await ctx.db
    .select({ createdAt: accessRequests.createdAt })
    .from(accessRequests)
    .where(eq(accessRequests.id, request.id));
  return {
    appName: request.appName,
    productNames: request.productNames,
    planName: request.planName,
    requesterName: request.requesterName,
    organizationName: request.organizationName,
    waiting: ago(createdAt, ctx.now()),
    link: `${ctx.portalUrl}/admin/requests/${request.id}`,
  };
};

/** Says the newest question; one that was answered meanwhile is asked no more. */
export const requestInformationAsked: Loader<'request-information-asked'> = async ({ ctx, recipient, subjectId }) => {
  const request = await readRequest(ctx, subjectId);
  if (request?.status !== 'pending') return null;
  const last = await lastMessage(ctx, request.id);
  if (last?.side !== 'provider') return null;
  return {
    firstName: recipient.firstName,
    appName: request.appName,
    productNames: request.productNames,
    question: last.body,
    link: `${ctx.portalUrl}/requests/${request.id}#messages`,
  };
};

/** Says the last answer; dropped once the request was decided. */
export const requestInformationGiven: Loader<'request-information-given'> = async ({ ctx, subjectId }) => {
  const request = await readRequest(ctx, subjectId);
  if (request?.status !== 'pending') return null;
  const last = await lastMessage(ctx, request.id, 'developer');
  if (!last) return null;
  return {
    appName: request.appName,
    productNames: request.productNames,
    planName: request.planName,
    personName: last.authorName,
    organizationName: request.organizationName,
    answer: last.body,
    link: `${ctx.portalUrl}/admin/requests/${request.id}#messages`,
  };
};

/** Nothing to say once the key was generated, or where approvals do not end any more. */
export const requestUnclaimed: Loader<'request-unclaimed'> = async ({ ctx, recipient, subjectId }) => {
  const request = await readRequest(ctx, subjectId);
  if (request?.status !== 'approved') return null;
  const [row] = await ctx.db
    .select({ endsAt: claimEnds })
    .from(accessRequests)
    .where(eq(accessRequests.id, request.id));
  if (!row?.endsAt) return null;
  return {
    firstName: recipient.firstName,
    appName: request.appName,
    productNames: request.productNames,
    endsOn: DAY.format(row.endsAt),
    link: `${ctx.portalUrl}/requests/${request.id}`,
  };
};

/** To the requester: nobody generated the key in time. */
export const requestUnclaimedEnded: Loader<'request-unclaimed-ended'> = async ({ ctx, recipient, subjectId }) => {
  const request = await readRequest(ctx, subjectId);
  if (request?.status !== 'withdrawn') return null;
  return {
    firstName: recipient.firstName,
    appName: request.appName,
    productNames: request.productNames,
    link: `${ctx.portalUrl}/requests/${request.id}`,
  };
};

/** Mails know no time zone of their reader. */
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const relative = new Intl.RelativeTimeFormat('en');
const HOUR_MS = 3_600_000;

/** *5 hours ago*, *3 days ago*. */
function ago(at: Date, now: Date): string {
  const hours = Math.max(1, Math.round((now.getTime() - at.getTime()) / HOUR_MS));
  return hours < 48 ? relative.format(-hours, 'hour') : relative.format(-Math.floor(hours / 24), 'day');
}

async function lastMessage(ctx: Context, requestId: string, side?: 'provider' | 'developer') {
  const [row] = await ctx.db
    .select({
      side: requestMessages.side,
      body: requestMessages.body,
      firstName: users.firstName,
      lastName: users.lastName,
    })
    .from(requestMessages)
    .leftJoin(users, eq(users.id, requestMessages.authorId))
    .where(and(eq(requestMessages.accessRequestId, requestId), side ? eq(requestMessages.side, side) : undefined))
    .orderBy(desc(requestMessages.createdAt), desc(requestMessages.id))
    .limit(1);
  if (!row) return null;
  const authorName = `${row.firstName ?? ''} ${row.lastName ?? ''}`.trim() || 'Somebody who has left';
  return { side: row.side, body: row.body, authorName };
}
