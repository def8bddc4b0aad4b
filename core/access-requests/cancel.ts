import { eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockAccessRequest, requireState } from './lock-request';

/** Takes back a request that nobody has decided. Throws `conflict` when somebody has. */
export async function cancelAccessRequest(ctx: Context, input: { requestId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const request = await lockAccessRequest(unit.tx, ctx.actor, input.requestId);
    authorize(ctx.actor, 'accessRequest.cancel', request.app);
    requireState(request, ['pending'], undefined);
    await unit.tx
      .update(accessRequests)
      .set({ status: 'cancelled', version: sql`${accessRequests.version} + 1`, updatedAt: sql`now()` })
      .where(eq(accessRequests.id, request.id));
    await unit.audit('access_request.cancelled', {
      kind: 'access_request',
      id: request.id,
      organizationId: request.organizationId,
    });
  });
}
