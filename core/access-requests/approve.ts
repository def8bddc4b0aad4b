import type { Context } from '../context';
import { conflict } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { applyApproval } from './apply-approval';
import { decidedThrough } from './decided-through';
import { type LockedRequest, lockAccessRequest, requireState } from './lock-request';

/**
 * Says yes. The gateway is not called here: a network call inside the transaction would hold the row for as long as the
 * gateway cares to take. Throws `conflict` when somebody decided first, when the request was changed since `version`,
 * and when the approval could lead to no key. `via` says that another system decides, over REST: it counts where the
 * request waits for one, and an admin's programme that decides what waits for admins counts as the admin.
 */
export async function approveAccessRequest(
  ctx: Context,
  input: { requestId: string; version?: number | undefined; via?: 'third_party' },
): Promise<void> {
  await mutate(ctx, async (unit) => {
    const request = await lockAccessRequest(unit.tx, ctx.actor, input.requestId);
    authorize(ctx.actor, 'accessRequest.decide', request.app);
    requireState(request, ['pending'], input.version);
    refuseDeadEnd(request);
    await applyApproval(ctx, unit, request, decidedThrough(request, input.via));
    await ctx.fault('approve.beforeCommit');
  });
  await ctx.fault('approve.afterCommit');
}

/** What could never be claimed is not approved: the person would get a link that leads nowhere. */
function refuseDeadEnd(request: LockedRequest): void {
  if (request.organization.status !== 'active') {
    throw conflict(`${request.organization.name} is not active. Activate it first, or decline the request.`);
  }
  if (request.retiredProduct) {
    throw conflict(
      `${request.retiredProduct} is no longer offered. Decline the request, and say what to ask for instead.`,
    );
  }
}
