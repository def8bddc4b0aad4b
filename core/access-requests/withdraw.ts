import { eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { requestRevocations } from '../credentials/request-revocations';
import { restoreTerms } from '../credentials/restore-terms';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockAccessRequest, requireState } from './lock-request';
import { parseReason } from './parse-reason';
import { tellRequester } from './tell-requester';

const MADE =
  'The key has its new terms already. Withdraw the request that it was made for, or let another change be asked.';

/**
 * Takes an approval back: its credentials are revoked, whether their keys exist yet or not. The approval of a change
 * that the gateway has not been proven to have taken gives the key its old terms back; later there is nothing to take
 * back. Throws `invalid` without a reason, `conflict` when there is no approval to take back.
 */
export async function withdrawAccessRequest(ctx: Context, input: { requestId: string; reason: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const request = await lockAccessRequest(unit.tx, ctx.actor, input.requestId);
    authorize(ctx.actor, 'accessRequest.withdraw', request.app);
    if (request.changesRequestId && request.status === 'fulfilled') throw conflict(MADE);
    requireState(request, ['approved', 'fulfilled'], undefined);
    const reason = parseReason(input.reason);
    await unit.tx
      .update(accessRequests)
      .set({
        status: 'withdrawn',
        decisionReason: reason,
        version: sql`${accessRequests.version} + 1`,
        updatedAt: sql`now()`,
      })
      .where(eq(accessRequests.id, request.id));
    const subject = { kind: 'access_request', id: request.id, organizationId: request.organizationId };
    await unit.audit('access_request.withdrawn', subject, { reason });
    if (request.changesRequestId) await restoreTerms(ctx, unit, { requestId: request.id });
    else await requestRevocations(ctx, unit, { accessRequestId: request.id }, reason);
    if (request.requestedBy) {
      const to = { userId: request.requestedBy };
      await unit.mail({ message: 'request-withdrawn', to, subjectId: request.id, facts: { reason } });
    }
    const title = `The approval of your request for ${request.productNames} was withdrawn`;
    await tellRequester(unit, request, { kind: 'access_request.withdrawn', title });
  });
}
