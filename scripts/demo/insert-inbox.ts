import { asc, eq } from 'drizzle-orm';
import { asActor, type Context } from '@/core/context';
import { saveReason } from '@/core/decision-reasons/save-reason';
import { assignRequest } from '@/core/inbox/assign-request';
import { saveInboxFilter } from '@/core/inbox/save-filter';
import { accessRequests } from '@/db/schema';
import type { Cast } from './cast';

const demoReasons = [
  {
    kind: 'decline',
    title: 'Say more about the app',
    body: 'We cannot tell from your answers what the app does with the data. Ask again, and tell us who uses it and for what.',
  },
  {
    kind: 'decline',
    title: 'A smaller plan is enough',
    body: 'For the calls that you expect, the plan Free is enough. Ask for it: you get the key at once.',
  },
  {
    kind: 'decline',
    title: 'Companies only',
    body: 'These products are for companies that have a contract with us. Register again with the address of yours.',
  },
  { kind: 'question', title: 'How many calls', body: 'How many calls do you expect on a busy day, and at what hours?' },
  { kind: 'question', title: 'Which data', body: 'Which of the data that you read do you store, and for how long?' },
] as const;

/** What makes deciding quick: kept reasons and questions, a kept filter, and a request that somebody takes care of. */
export async function insertInbox(ctx: Context, cast: Cast): Promise<void> {
  const asOwner = asActor(ctx, cast.admin('marta'));
  for (const reason of demoReasons) await saveReason(asOwner, reason);
  await saveInboxFilter(asOwner, { name: 'Mine', query: 'assigned=me' });
  await saveInboxFilter(asOwner, { name: 'Nobody’s, late', query: 'assigned=nobody&age=3' });
  const [oldest] = await ctx.db
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(eq(accessRequests.status, 'pending'))
    .orderBy(asc(accessRequests.createdAt))
    .limit(1);
  if (!oldest) throw new Error('the demo has no request that waits');
  const { userId } = cast.admin('samuel');
  await assignRequest(asOwner, { requestId: oldest.id, assigneeId: userId, was: null });
}
