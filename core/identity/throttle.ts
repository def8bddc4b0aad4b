import { sql } from 'drizzle-orm';
import type { Context } from '../context';
import { tooMany } from '../errors';

/** At most `attempts` in each `seconds`, for one bucket such as `login:account:…`. */
export type Limit = { bucket: string; attempts: number; seconds: number };

/**
 * Counts an attempt in PostgreSQL, so that all processes share the count and a restart forgets nothing. Throws
 * `too_many` when the limit is passed. Counts on a connection of its own: a transaction that rolls back must not give
 * attempts back.
 */
export async function throttle(ctx: Context, limit: Limit): Promise<void> {
  const result = await ctx.db.execute<{ attempts: number; wait: number }>(sql`
    insert into throttles as t (bucket, attempts, resets_at)
    values (${limit.bucket}, 1, now() + make_interval(secs => ${limit.seconds}))
    on conflict (bucket) do update set
      attempts = case when t.resets_at <= now() then 1 else t.attempts + 1 end,
      resets_at = case when t.resets_at <= now() then excluded.resets_at else t.resets_at end
    returning attempts, ceil(extract(epoch from resets_at - now()))::int as wait`);
  const row = result.rows[0];
  if (row && row.attempts > limit.attempts) throw tooMany(row.wait);
}
