import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';

/** For how many seconds the job has been due that waits longest for a worker; 0 when none waits. Given-up ones do not. */
export async function ageOfOldestJob(db: Database): Promise<number> {
  const { rows } = await db.execute<{ seconds: number }>(sql`
    select coalesce(extract(epoch from now() - min(run_at)), 0)::float8 as seconds
    from graphile_worker.jobs where locked_at is null and attempts < max_attempts and run_at <= now()`);
  return rows[0]?.seconds ?? 0;
}
