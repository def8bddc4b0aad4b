import { and, asc, eq, lte, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { handOver } from './hand-over';

/** One transaction for each; the rest waits for the next time. */
const AT_ONCE = 500;

/** Decided or handed over by somebody else since it was found. */
class NoLongerWaits extends Error {}

/**
 * What another system was asked and did not decide in time goes to the admins, each once, however many run this.
 * Answers how many went. The database's clock decides.
 */
export async function handOverdueToAdmins(ctx: Context): Promise<number> {
  authorize(ctx.actor, 'settings.change');
  const overdue = await ctx.db
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(
      and(
        eq(accessRequests.status, 'pending'),
        eq(accessRequests.decider, 'third_party'),
        lte(accessRequests.thirdPartyUntil, sql`now()`),
      ),
    )
    .orderBy(asc(accessRequests.thirdPartyUntil))
    .limit(AT_ONCE);
  let handed = 0;
  for (const { id } of overdue) {
    try {
      await mutate(ctx, async (unit) => {
        if (!(await handOver(unit, id, 'the other system did not answer in time'))) throw new NoLongerWaits();
      });
      handed += 1;
    } catch (error) {
      if (!(error instanceof NoLongerWaits)) throw error;
    }
  }
  return handed;
}
