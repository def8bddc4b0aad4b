import { eq } from 'drizzle-orm';
import { accessRequests, apps, credentials } from '@/db/schema';
import { productNames } from '../../access-requests/request-line';
import type { Loader } from '../message-loader';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** What the key has now, which is what a later change made of it when the mail waited for long. */
export const keyChanged: Loader<'key-changed'> = async ({ ctx, recipient, subjectId }) => {
  if (!subjectId) return null;
  const [key] = await ctx.db
    .select({
      status: credentials.status,
      lastFour: credentials.lastFour,
      expiresAt: credentials.expiresAt,
      appId: credentials.appId,
      appName: apps.name,
      terms: accessRequests.terms,
      productNames,
    })
    .from(credentials)
    .innerJoin(apps, eq(apps.id, credentials.appId))
    .innerJoin(accessRequests, eq(accessRequests.id, credentials.accessRequestId))
    .where(eq(credentials.id, subjectId));
  if (key?.status !== 'active') return null;
  return {
    firstName: recipient.firstName,
    appName: key.appName,
    lastFour: key.lastFour,
    productNames: key.productNames,
    planName: key.terms.displayName,
    endsOn: key.expiresAt ? day.format(key.expiresAt) : 'Never',
    link: `${ctx.portalUrl}/apps/${key.appId}`,
  };
};
