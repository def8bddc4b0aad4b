import { eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { nameOfActor } from '../identity/actor';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { type LockedRequest, lockAccessRequest, requireState } from './lock-request';
import { tellHolder } from './tell-holder';
import { nudgeFrom } from './usual-time';

/**
 * Reminds those who decide of a request that has waited longer than usual: the admin who takes care of it, else all who
 * may decide it; once a day. Throws `conflict` when it was decided, waits for somebody else, or it is too early.
 */
export async function nudgeDeciders(ctx: Context, input: { requestId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const request = await lockAccessRequest(unit.tx, ctx.actor, input.requestId);
    authorize(ctx.actor, 'accessRequest.nudge', request.app);
    requireState(request, ['pending'], undefined);
    refuseOthersTurn(request);
    const { id, organizationId } = request;
    const [nudged] = await unit.tx
      .update(accessRequests)
      .set({ nudgedAt: sql`now()` })
      .where(sql`${eq(accessRequests.id, id)} and ${nudgeFrom} <= now()`)
      .returning({ id: accessRequests.id });
    if (!nudged)
      throw conflict('It is too early for a reminder. The request’s page says from when on you can send one.');
    await unit.audit('access_request.nudged', { kind: 'access_request', id, organizationId });
    await tellHolder(unit, request, {
      holders: [request.assignedTo],
      message: 'request-nudged',
      kind: 'access_request.nudged',
      title: `${nameOfActor(ctx.actor)} reminds you of a request for ${request.productNames}`,
    });
  });
}

function refuseOthersTurn(request: LockedRequest): void {
  if (request.organization.status !== 'active') {
    throw conflict(`${request.organization.name} is not active, so nothing of it is decided now.`);
  }
  if (request.decider === 'third_party') {
    throw conflict('Another system of the provider decides this request. The admins get it when that takes too long.');
  }
  if (request.informationAskedAt) throw conflict('The request waits for your answer, not for a decision.');
}
