import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';

/** An event gets its time when its transaction begins: so much later it may still be committed and be sealed. */
const LATE_MINUTES = 60;
/** The same as an interval, also for those who look at the chain afterwards. */
export const lateAfter: SQL = sql`make_interval(mins => ${LATE_MINUTES})`;

/** So many seals back is looked for the newest event, because the last ones may be of late events. */
const LOOK_BACK = 1000;

/**
 * From which moment on events are sealed, as PostgreSQL writes it; everything, before the first seal. What appears with
 * an earlier time came after its time was over, which no transaction of the portal does: it stays without a seal, for
 * all to see.
 */
export async function readSealingLimit(db: Pick<Database, 'execute'>): Promise<string> {
  const { rows } = await db.execute<{ limit: string }>(sql`
    select (case when count(*) = 0 then '-infinity'::timestamptz
      else least(coalesce(max(event.at), max(recent.sealed_at)), now()) - ${lateAfter} end)::text as "limit"
    from (select audit_event_id, sealed_at from audit_seals order by position desc limit ${LOOK_BACK}) recent
    left join audit_events event on event.id = recent.audit_event_id`);
  return rows[0]?.limit ?? '-infinity';
}
