import { eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { requestRevocations } from '../credentials/request-revocations';
import { mutate } from '../mutate';
import { isClaimOver, requireDue, unlessNotDue } from './claim-due';
import { lockAccessRequest } from './lock-request';

const REASON = 'Nobody generated the key in time.';

/**
 * Ends an approval whose key nobody generated in time: the request is withdrawn, its link is dead, no key was ever
 * made. Who generates the key at the same moment comes wholly before, and keeps it, or is told that it is too late.
 * Answers false when the approval does not end any more. For the system alone.
 */
export async function endUnclaimed(ctx: Context, input: { requestId: string }): Promise<boolean> {
  return unlessNotDue(
    mutate(ctx, async (unit) => {
      const request = await lockAccessRequest(unit.tx, ctx.actor, input.requestId);
      await requireDue(unit.tx, request.id, isClaimOver);
      const { id, organizationId } = request;
      await unit.tx
        .update(accessRequests)
        .set({
          status: 'withdrawn',
          decisionReason: REASON,
          version: sql`${accessRequests.version} + 1`,
          updatedAt: sql`now()`,
        })
        .where(eq(accessRequests.id, id));
      await unit.audit('access_request.withdrawn', { kind: 'access_request', id, organizationId }, { reason: REASON });
      await requestRevocations(ctx, unit, { accessRequestId: id }, REASON);
      const userId = request.requestedBy ?? request.app.ownerId;
      if (!userId) return;
      await unit.mail({ message: 'request-unclaimed-ended', to: { userId }, subjectId: id });
      await unit.notify({
        userId,
        kind: 'access_request.withdrawn',
        title: `The approval for ${request.productNames} has ended: nobody generated the key`,
        href: `/requests/${id}`,
      });
    }),
  );
}
