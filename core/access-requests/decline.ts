import { eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { decidedThrough } from './decided-through';
import { lockAccessRequest, requireState } from './lock-request';
import { parseReason } from './parse-reason';
import { tellRequester } from './tell-requester';

/**
 * Says no, with a reason that the requester is told. The request leaves the queue and stays in the history. Throws
 * `invalid` without a reason, `conflict` when somebody decided first or the request was changed since `version`.
 * `via` as in `approveAccessRequest`.
 */
export async function declineAccessRequest(
  ctx: Context,
  input: { requestId: string; reason: string; version?: number | undefined; via?: 'third_party' },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const request = await lockAccessRequest(unit.tx, ctx.actor, input.requestId);
    authorize(ctx.actor, 'accessRequest.decide', request.app);
    requireState(request, ['pending'], input.version);
    const reason = parseReason(input.reason);
    const via = decidedThrough(request, input.via);
    await unit.tx
      .update(accessRequests)
      .set({
        status: 'declined',
        decidedVia: via,
        decidedBy: userIdOf(ctx.actor),
        decidedAt: sql`now()`,
        decisionReason: reason,
        version: sql`${accessRequests.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(accessRequests.id, request.id));
    const subject = { kind: 'access_request', id: request.id, organizationId: request.organizationId };
    await unit.audit('access_request.declined', subject, { reason, via });
    if (request.requestedBy) {
      const to = { userId: request.requestedBy };
      await unit.mail({ message: 'request-declined', to, subjectId: request.id, facts: { reason } });
    }
    const title = `Your request for ${request.productNames} was declined`;
    await tellRequester(unit, request, { kind: 'access_request.declined', title });
  });
}
