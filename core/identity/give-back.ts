import { gt, inArray, sql } from 'drizzle-orm';
import { throttles } from '@/db/schema';
import type { Context } from '../context';
import type { Limit } from './throttle';

/** Takes back attempts that turned out to be right, so that only wrong ones are counted. */
export async function giveBack(ctx: Context, limits: readonly Limit[]): Promise<void> {
  const buckets = limits.map((limit) => limit.bucket);
  await ctx.db
    .update(throttles)
    .set({ attempts: sql`${throttles.attempts} - 1` })
    .where(sql`${inArray(throttles.bucket, buckets)} and ${gt(throttles.attempts, 0)}`);
}
