import { and, eq, sql } from 'drizzle-orm';
import { joinRequests, organizations } from '@/db/schema';
import type { Unit } from '../mutate';

const REASON = 'The person who asked for it has a place elsewhere, or has left.';

/**
 * What somebody of the default organization asked for themselves and that still waits: to be let into an organization,
 * or to have one of their own. Ends with their going elsewhere. Inside the caller's change.
 */
export async function withdrawOwnPleas(unit: Unit, userId: string): Promise<void> {
  const joins = await unit.tx
    .update(joinRequests)
    .set({ status: 'withdrawn' })
    .where(and(eq(joinRequests.userId, userId), eq(joinRequests.status, 'pending')))
    .returning({ id: joinRequests.id, organizationId: joinRequests.organizationId });
  for (const { id, organizationId } of joins) {
    await unit.audit('join_request.withdrawn', { kind: 'join_request', id, organizationId });
  }
  const founded = await unit.tx
    .update(organizations)
    .set({ status: 'rejected', decisionReason: REASON, decidedAt: sql`now()` })
    .where(and(eq(organizations.requestedBy, userId), eq(organizations.status, 'pending')))
    .returning({ id: organizations.id });
  for (const { id } of founded) {
    await unit.audit('organization.rejected', { kind: 'organization', id, organizationId: id }, { reason: REASON });
  }
}
