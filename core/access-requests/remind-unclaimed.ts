import { eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { isReminderDue, requireDue, unlessNotDue } from './claim-due';
import { lockAccessRequest } from './lock-request';

/**
 * Tells the requester that the approval will end because nobody generated the key: once for a request. Answers false
 * when there is nothing to tell any more. For the system alone.
 */
export async function remindUnclaimed(ctx: Context, input: { requestId: string }): Promise<boolean> {
  return unlessNotDue(
    mutate(ctx, async (unit) => {
      const request = await lockAccessRequest(unit.tx, ctx.actor, input.requestId);
      await requireDue(unit.tx, request.id, isReminderDue);
      const { id, organizationId } = request;
      await unit.tx.update(accessRequests).set({ claimRemindedAt: sql`now()` }).where(eq(accessRequests.id, id));
      await unit.audit('access_request.claim_reminded', { kind: 'access_request', id, organizationId });
      // Where the requester has left, the app's owner can still generate the key.
      const userId = request.requestedBy ?? request.app.ownerId;
      if (!userId) return;
      await unit.mail({ message: 'request-unclaimed', to: { userId }, subjectId: id });
      await unit.notify({
        userId,
        kind: 'access_request.claim_reminded',
        title: `Your key for ${request.productNames} still waits to be generated`,
        href: `/requests/${id}`,
      });
    }),
  );
}
