import { and, eq, inArray } from 'drizzle-orm';
import { isId } from '@/db/ids';
import { accessRequests, credentials } from '@/db/schema';
import type { Context } from '../context';
import { notFound } from '../errors';
import { visibleCredentials } from '../visibility';
import { productNames } from './request-line';

/** A change of a key's plan or products that is on its way. */
export type OpenChange = {
  requestId: string;
  /** Waits for a decision; or was granted, and the gateway is not known to have taken it. */
  status: 'pending' | 'approved';
  planName: string;
  productNames: string;
  /** What the key had before it was granted; null while it waits. */
  planBefore: string | null;
  createdAt: Date;
};

/** The change of this key that is on its way, or null. Throws `not_found` for a key that the actor may not see. */
export async function getOpenChange(ctx: Context, input: { credentialId: string }): Promise<OpenChange | null> {
  if (!isId(input.credentialId)) throw notFound();
  const [key] = await ctx.db
    .select({ accessRequestId: credentials.accessRequestId })
    .from(credentials)
    .where(and(eq(credentials.id, input.credentialId), visibleCredentials(ctx.db, ctx.actor)));
  if (!key) throw notFound();
  const [open] = await ctx.db
    .select({
      requestId: accessRequests.id,
      status: accessRequests.status,
      terms: accessRequests.terms,
      replaced: accessRequests.replaced,
      createdAt: accessRequests.createdAt,
      productNames,
    })
    .from(accessRequests)
    .where(
      and(
        eq(accessRequests.changesRequestId, key.accessRequestId),
        inArray(accessRequests.status, ['pending', 'approved']),
      ),
    );
  if (!open) return null;
  return {
    requestId: open.requestId,
    status: open.status === 'approved' ? 'approved' : 'pending',
    planName: open.terms.displayName,
    productNames: open.productNames,
    planBefore: open.replaced?.terms.displayName ?? null,
    createdAt: open.createdAt,
  };
}
