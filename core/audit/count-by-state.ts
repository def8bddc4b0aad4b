import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { isReplaced } from '../reconciler/dead-jobs';

/** How many rows are in which state: what an operator watches. Dead jobs are those that will not be tried again. */
export async function countByState(db: Database): Promise<{ table: string; state: string; count: number }[]> {
  const result = await db.execute<{ table: string; state: string; count: number }>(sql`
    select 'credentials' as "table", status::text as state, count(*)::int as count from credentials group by status
    union all
    select 'access_requests', status::text, count(*)::int from access_requests group by status
    union all
    select 'mails', state::text, count(*)::int from mails group by state
    union all
    select 'webhook_deliveries', state::text, count(*)::int from webhook_deliveries group by state
    union all
    select 'webhooks', case when not is_active then 'off' when paused_at is not null then 'paused'
      when failing_since is not null then 'failing' else 'active' end, count(*)::int from webhook_endpoints group by 2
    union all
    select 'jobs', case when locked_at is not null then 'running' when attempts >= max_attempts then 'dead' when attempts > 0 then 'retrying' else 'waiting' end, count(*)::int
      from graphile_worker.jobs j where not ${isReplaced} group by 2`);
  return result.rows;
}
