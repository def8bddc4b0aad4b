import { sql } from 'drizzle-orm';
import { WORKER_LOCK } from '@/db/advisory-lock';
import type { Context } from '../context';

/** A worker that has just started may not hold its lock yet. Seconds. */
const YOUNG_SECONDS = 2;

/**
 * Gives back the jobs and queues of workers that died: a worker lives as long as it holds its advisory lock. Without
 * this a job that was running when its process was killed would wait four hours. Answers how many workers were dead.
 */
export async function unlockDeadWorkers(ctx: Context, input = { youngSeconds: YOUNG_SECONDS }): Promise<number> {
  const dead = await ctx.db.execute<{ name: string }>(sql`
    select distinct held.locked_by as name
    from (
      select locked_by, locked_at from graphile_worker._private_jobs where locked_by is not null
      union all
      select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null
    ) held
    where held.locked_at < now() - make_interval(secs => ${input.youngSeconds})
      and not exists (
        select from pg_locks
        where locktype = 'advisory' and granted and objsubid = 2
          and database = (select oid from pg_database where datname = current_database())
          and classid = ${WORKER_LOCK}::oid
          and objid = (hashtext(held.locked_by)::bigint & 4294967295)::oid
      )`);
  const names = dead.rows.map(({ name }) => name);
  if (names.length === 0) return 0;
  ctx.log.warn({ workers: names }, 'workers died; their jobs are given back');
  await ctx.db.execute(sql`select graphile_worker.force_unlock_workers(${sql.param(names)}::text[])`);
  return names.length;
}
