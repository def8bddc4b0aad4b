import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import type { ChainFault } from './chain-fault';

/** Where the look stands: the last event that was looked at, in the order of their times. */
export type EventsSeen = { at: string; id: string };
/** Before the first event, whatever its time. */
export const NO_EVENT_SEEN: EventsSeen = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };
/** Events without a seal whose turn comes yet. */
export type Waiting = { count: number; oldest: Date | null };

/**
 * Looks at the next `limit` events behind `seen`: has each a seal? Those of before `sealedUntil` never get one any more;
 * the others wait for the worker. Null when there are no more.
 */
export async function lookAtEvents(
  db: Database,
  seen: EventsSeen,
  sealedUntil: string,
  limit: number,
): Promise<{ seen: EventsSeen; faults: ChainFault[]; waiting: Waiting } | null> {
  const { rows } = await db.execute<{
    at: string | null;
    id: string | null;
    putIn: string[] | null;
    waiting: number;
    oldest: number | null;
  }>(sql`
    with part as (
      select event.id, event.at, row_number() over (order by event.at, event.id) as place, seal.present is null as "isBare"
      from (
        select id, at from audit_events where (at, id) > (${seen.at}::timestamptz, ${seen.id}::uuid)
        order by at, id limit ${limit}
      ) event
      -- By its index for each, instead of reading all seals for every part.
      left join lateral (
        select true as present from audit_seals where audit_seals.audit_event_id = event.id limit 1
      ) seal on true
    ), last as (select at, id from part order by place desc limit 1)
    select (select at::text from last) as at, (select id from last) as id,
      json_agg(id order by place) filter (where "isBare" and at < ${sealedUntil}::timestamptz) as "putIn",
      (count(*) filter (where "isBare" and at >= ${sealedUntil}::timestamptz))::int as waiting,
      (extract(epoch from min(at) filter (where "isBare" and at >= ${sealedUntil}::timestamptz)) * 1000)::float8 as oldest
    from part`);
  const row = rows[0];
  if (!row?.at || !row.id) return null;
  return {
    seen: { at: row.at, id: row.id },
    faults: (row.putIn ?? []).map((eventId) => ({ kind: 'put_in', position: null, eventId })),
    waiting: { count: row.waiting, oldest: row.oldest === null ? null : new Date(row.oldest) },
  };
}
