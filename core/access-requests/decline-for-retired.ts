import { and, eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { userIdOf } from '../identity/actor';
import type { Unit } from '../mutate';
import { lockAccessRequest } from './lock-request';
import { tellRequester } from './tell-requester';

/**
 * Declines a request because one of its products is no longer offered, whoever may decide about it; the requester is
 * told why. Answers false when it does not wait any more. The caller holds the organization and the product.
 */
export async function declineForRetired(
  ctx: Context,
  unit: Unit,
  input: { requestId: string; productName: string },
): Promise<boolean> {
  const request = await lockAccessRequest(unit.tx, ctx.actor, input.requestId);
  const reason = `${input.productName} is no longer offered.`;
  const [declined] = await unit.tx
    .update(accessRequests)
    .set({
      status: 'declined',
      decidedVia: 'admin',
      decidedBy: userIdOf(ctx.actor),
      decidedAt: sql`now()`,
      decisionReason: reason,
      version: sql`${accessRequests.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(accessRequests.id, request.id), eq(accessRequests.status, 'pending')))
    .returning({ id: accessRequests.id });
  if (!declined) return false;
  const subject = { kind: 'access_request', id: request.id, organizationId: request.organizationId };
  await unit.audit('access_request.declined', subject, { reason });
  if (request.requestedBy) {
    const to = { userId: request.requestedBy };
    await unit.mail({ message: 'request-declined', to, subjectId: request.id, facts: { reason } });
  }
  await tellRequester(unit, request, {
    kind: 'access_request.declined',
    title: `Your request for ${request.productNames} was declined`,
  });
  return true;
}
