import { eq, sql } from 'drizzle-orm';
import { accessRequestProducts, accessRequests, apps, organizations, products, users } from '@/db/schema';
import type { Context } from '../../context';
import { readSettings } from '../../settings/read';
import type { Loader } from '../message-loader';

/** To those who decide; dropped once it was decided. */
export const requestToDecide: Loader<'request-to-decide'> = async ({ ctx, subjectId }) => {
  const request = await readRequest(ctx, subjectId);
  if (request?.status !== 'pending') return null;
  return {
    appName: request.appName,
    productNames: request.productNames,
    planName: request.planName,
    requesterName: request.requesterName,
    organizationName: request.organizationName,
    link: `${ctx.portalUrl}/admin/requests/${request.id}`,
  };
};

/** An admin asked in their name; nothing to say any more once it was decided, because that is told by itself. */
export const requestMadeFor: Loader<'request-made-for'> = async ({ ctx, recipient, subjectId }) => {
  const request = await readRequest(ctx, subjectId);
  if (request?.status !== 'pending') return null;
  return {
    firstName: recipient.firstName,
    appName: request.appName,
    productNames: request.productNames,
    planName: request.planName,
    link: `${ctx.portalUrl}/requests/${request.id}`,
  };
};

/**
 * The one mail whose link lets a key be made: behind the login, by a click, once for the request whatever the token.
 */
export const requestApprovedConfirm: Loader<'request-approved-confirm'> = async ({
  ctx,
  recipient,
  subjectId,
  mint,
}) => {
  const request = await readRequest(ctx, subjectId);
  if (request?.status !== 'approved') return null;
  const { confirmLinkDays } = await readSettings(ctx.db);
  const token = await mint('confirm_request', request.id, confirmLinkDays * 24);
  return {
    firstName: recipient.firstName,
    appName: request.appName,
    productNames: request.productNames,
    planName: request.planName,
    link: `${ctx.portalUrl}/keys/confirm?token=${token}`,
    days: confirmLinkDays,
  };
};

/** To the requester, with the reason that was given. */
export const requestDeclined: Loader<'request-declined'> = async ({ ctx, recipient, subjectId }) => {
  const request = await readRequest(ctx, subjectId);
  if (request?.status !== 'declined') return null;
  return {
    firstName: recipient.firstName,
    appName: request.appName,
    productNames: request.productNames,
    reason: request.decisionReason,
    link: `${ctx.portalUrl}/requests/${request.id}`,
  };
};

/** To the requester of an approval that was taken back, with the reason that was given. */
export const requestWithdrawn: Loader<'request-withdrawn'> = async ({ ctx, recipient, subjectId }) => {
  const request = await readRequest(ctx, subjectId);
  if (request?.status !== 'withdrawn') return null;
  return {
    firstName: recipient.firstName,
    appName: request.appName,
    productNames: request.productNames,
    reason: request.decisionReason,
    link: `${ctx.portalUrl}/requests/${request.id}`,
  };
};

/** What mails say about a request; also used by those about its key. */
export async function readRequest(ctx: Context, id: string | null) {
  if (!id) return null;
  const [row] = await ctx.db
    .select({
      id: accessRequests.id,
      status: accessRequests.status,
      terms: accessRequests.terms,
      decisionReason: accessRequests.decisionReason,
      appName: apps.name,
      organizationName: organizations.name,
      firstName: users.firstName,
      lastName: users.lastName,
      productNames: sql<string>`(select coalesce(string_agg(${products.displayName}, ', ' order by ${products.displayName}), '')
        from ${accessRequestProducts} join ${products} on ${products.id} = ${accessRequestProducts.productId}
        where ${accessRequestProducts.accessRequestId} = ${accessRequests.id})`,
    })
    .from(accessRequests)
    .innerJoin(apps, eq(apps.id, accessRequests.appId))
    .innerJoin(organizations, eq(organizations.id, accessRequests.organizationId))
    .leftJoin(users, eq(users.id, accessRequests.requestedBy))
    .where(eq(accessRequests.id, id));
  if (!row) return null;
  return {
    ...row,
    planName: row.terms.displayName,
    requesterName: `${row.firstName ?? ''} ${row.lastName ?? ''}`.trim() || 'Somebody who has left',
  };
}
