import { sql } from 'drizzle-orm';
import type { Context } from '../context';

/**
 * Gives back the jobs and queues that are booked for this worker and that it has not in hand: the answer that brought
 * them was lost, or the news that they are done. Without this they wait four hours, and a key's next jobs behind them.
 * What was booked less than `oldSeconds` ago may still be on its way here. Answers how many jobs were lost.
 */
export async function returnLostJobs(
  ctx: Context,
  input: { workerName: string; inHand: readonly string[]; oldSeconds: number },
): Promise<number> {
  const isLost = sql`locked_by = ${input.workerName}
    and locked_at < now() - make_interval(secs => ${input.oldSeconds})`;
  const { rows: lost } = await ctx.db.execute<{ id: string }>(sql`
    update graphile_worker._private_jobs set locked_by = null, locked_at = null
    where ${isLost} and not id = any(${sql.param(input.inHand)}::bigint[])
    returning id`);
  await ctx.db.execute(sql`
    update graphile_worker._private_job_queues q set locked_by = null, locked_at = null
    where ${isLost} and not exists (
      select from graphile_worker._private_jobs j where j.job_queue_id = q.id and j.locked_by is not null)`);
  if (lost.length > 0)
    ctx.log.warn({ jobs: lost.map(({ id }) => id) }, 'jobs were lost on the way; they are given back');
  return lost.length;
}
