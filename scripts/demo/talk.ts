import { desc, eq } from 'drizzle-orm';
import { askInformation } from '@/core/access-requests/ask-information';
import { giveInformation } from '@/core/access-requests/give-information';
import { asActor, type Context } from '@/core/context';
import { accessRequests, requestMessages } from '@/db/schema';
import type { Asked } from './asked';
import { type Cast, daysBefore } from './cast';

/** Lets approver and developer write to each other about a request that waits, and sets the times back. */
export async function talk(ctx: Context, cast: Cast, asked: Asked, requestId: string): Promise<void> {
  for (const { from, body, daysAgo } of asked.talk ?? []) {
    const at = daysBefore(ctx.now(), daysAgo);
    if (from === 'provider') {
      await askInformation(asActor(ctx, cast.admin('samuel')), { requestId, question: body });
      await ctx.db.update(accessRequests).set({ informationAskedAt: at }).where(eq(accessRequests.id, requestId));
    } else await giveInformation(asActor(ctx, cast.developer(asked.by)), { requestId, message: body });
    const [newest] = await ctx.db
      .select({ id: requestMessages.id })
      .from(requestMessages)
      .where(eq(requestMessages.accessRequestId, requestId))
      .orderBy(desc(requestMessages.id))
      .limit(1);
    if (newest) await ctx.db.update(requestMessages).set({ createdAt: at }).where(eq(requestMessages.id, newest.id));
  }
}
