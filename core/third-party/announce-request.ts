import { eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import type { Outbound } from '../ports/outbound';
import { type Announcement, readAnnouncement } from './announcement';
import { readThirdParty } from './read-third-party';
import { type Delivery, sendWebhook } from './send-webhook';

/** The other system did not take an announcement; the job is tried again, later each time. */
class NotTaken extends Error {
  override name = 'NotTaken';
}

/**
 * Tells the other system of a request that waits for it. Announced is announced: nothing is sent for what was taken or
 * decided meanwhile. A crash between sending and noting sends again, under the same id. Throws `NotTaken` with the
 * reason, which admins see, so that the job is tried again; in the end the time runs out and admins decide.
 */
export async function announceRequest(ctx: Context, outbound: Outbound, input: { requestId: string }): Promise<void> {
  authorize(ctx.actor, 'settings.change');
  const [request, to] = [await readAnnouncement(ctx, input.requestId), await readThirdParty(ctx.db)];
  if (!request || !to?.webhookUrl || !waitsForIt(request)) return;
  const delivery = await sendWebhook(ctx, outbound, to, {
    id: `request_${request.data.id}`,
    type: 'access_request.submitted',
    data: request.data,
  });
  await ctx.fault('thirdParty.afterSend');
  await note(ctx, request, delivery, new URL(to.webhookUrl).host);
  if (!delivery.isTaken) throw new NotTaken(delivery.reason);
}

function waitsForIt({ status, decider, announcedAt }: Announcement): boolean {
  return status === 'pending' && decider === 'third_party' && announcedAt === null;
}

/** The same failure again is no news for the audit log. */
async function note(ctx: Context, request: Announcement, delivery: Delivery, host: string): Promise<void> {
  if (!delivery.isTaken && delivery.reason === request.announceError) return;
  const { id } = request.data;
  const subject = { kind: 'access_request', id, organizationId: request.organizationId };
  await mutate(ctx, async (unit) => {
    await unit.tx
      .update(accessRequests)
      .set(
        delivery.isTaken
          ? { announcedAt: sql`now()`, announceError: null }
          : { announceError: delivery.reason, updatedAt: sql`now()` },
      )
      .where(eq(accessRequests.id, id));
    if (delivery.isTaken) {
      await unit.audit('access_request.announced', subject, { to: host, status: delivery.status, ms: delivery.ms });
    } else await unit.audit('access_request.announcement_failed', subject, { to: host, reason: delivery.reason });
  });
}
