import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../context';
import type { Gateways } from '../ports/gateway';
import { syncCredential } from './sync-credential';

/**
 * As long as a person may be kept waiting for a gateway that is usually done in milliseconds: on a machine that is out
 * of breath a key that is shown after three seconds is better than a page that says to come back.
 */
const DEADLINE_MS = 4_000;

/**
 * Does now what the job would do in a moment, right after the commit, so that the person sees the result and not a
 * wait. Gives up waiting after the deadline; the work goes on, and the job makes sure of it. Never throws.
 */
export async function kickSync(ctx: Context, gateways: Gateways, input: { credentialId: string }): Promise<void> {
  const deadline = new AbortController();
  const work = syncCredential(ctx, gateways, input).catch((error: unknown) => {
    // The same is booked as a job, which reports it if it lasts.
    ctx.log.warn({ err: error, credentialId: input.credentialId }, 'the first try at a key failed');
  });
  const patience = pause(DEADLINE_MS, undefined, { signal: deadline.signal }).catch(() => {});
  await Promise.race([work, patience]);
  deadline.abort();
}
