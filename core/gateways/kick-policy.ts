import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../context';
import type { Gateways } from '../ports/gateway';
import type { PolicyOwner } from './own-policy';
import { syncPolicy } from './sync-policy';

/** As long as a person may be kept waiting for a gateway that reloads within a second. */
const DEADLINE_MS = 1_500;

/**
 * Does now what the job would do in a moment, right after the commit, so that the admin sees the policy and not a wait.
 * Gives up waiting after the deadline; the work goes on, and the job makes sure of it. Never throws.
 */
export async function kickPolicy(
  ctx: Context,
  gateways: Gateways,
  input: { owner: PolicyOwner; ownerId: string },
): Promise<void> {
  const deadline = new AbortController();
  const work = syncPolicy(ctx, gateways, input).catch((error: unknown) => {
    // The same is booked as a job, which reports it if it lasts.
    ctx.log.warn({ err: error, ...input }, 'the first try at a policy failed');
  });
  const patience = pause(DEADLINE_MS, undefined, { signal: deadline.signal }).catch(() => {});
  await Promise.race([work, patience]);
  deadline.abort();
}
