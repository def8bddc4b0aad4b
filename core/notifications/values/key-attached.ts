import { eq } from 'drizzle-orm';
import { accessRequests, apps, credentials } from '@/db/schema';
import { productNames } from '../../access-requests/request-line';
import type { Loader } from '../message-loader';

/** Of a key that was attached by its hash nobody at the portal knows how it ends. */
const UNKNOWN_END = 'Not known: it was attached by its hash';

/** What the key is worth at the portal; nothing any more when it has ended before the mail left. */
export const keyAttached: Loader<'key-attached'> = async ({ ctx, recipient, subjectId }) => {
  if (!subjectId) return null;
  const [key] = await ctx.db
    .select({
      status: credentials.status,
      lastFour: credentials.lastFour,
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
    lastFour: key.lastFour || UNKNOWN_END,
    productNames: key.productNames,
    planName: key.terms.displayName,
    link: `${ctx.portalUrl}/apps/${key.appId}`,
  };
};
