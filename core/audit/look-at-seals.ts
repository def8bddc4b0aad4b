import { sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { CHAIN_START, canonicalEvent } from './canonical-event';
import type { ChainFault } from './chain-fault';
import { lateAfter } from './sealing-limit';

/** So many of those that do not fit are compared with each other. */
const COMPARED_MAX = 100;

/** Where the look stands: the last seal that was looked at, and the newest time of an event up to there. */
export type SealsSeen = { position: number; newest: string };
type Broken = { position: number; eventId: string; isGap: boolean; isGone: boolean; isLate: boolean; isWrong: boolean };

/**
 * Looks at the next `limit` seals behind `seen`: is each the hash of the one before and of its event? The database
 * counts; only what does not fit is read. Null when there are no more.
 */
export async function lookAtSeals(
  db: Database,
  seen: SealsSeen,
  limit: number,
): Promise<{ count: number; seen: SealsSeen; faults: ChainFault[] } | null> {
  const { rows } = await db.execute<{ count: number; position: string; newest: string; broken: Broken[] | null }>(sql`
    with part as (
      select seal.position, seal.audit_event_id as "eventId", event.at,
        seal.position > 1 and previous.hash is null as "isGap", event.id is null as "isGone",
        event.id is not null
          and seal.hash <> sha256(coalesce(previous.hash, ${CHAIN_START}) || ${canonicalEvent('event')}) as "isWrong",
        greatest(${seen.newest}::timestamptz, max(event.at) over (order by seal.position
          rows between unbounded preceding and 1 preceding)) as newest
      from (
        select * from audit_seals where position > ${seen.position} order by position limit ${limit}
      ) seal
      left join lateral (
        select hash from audit_seals where audit_seals.position = seal.position - 1 limit 1
      ) previous on true
      -- By its index for each, instead of reading all events for every part.
      left join lateral (select * from audit_events where audit_events.id = seal.audit_event_id limit 1) event on true
    ), judged as (
      select *, coalesce(at < newest - ${lateAfter}, false) as "isLate" from part
    )
    select count(*)::int as count, max(position) as position,
      greatest(${seen.newest}::timestamptz, max(at))::text as newest,
      json_agg(json_build_object('position', position, 'eventId', "eventId", 'isGap', "isGap", 'isGone', "isGone",
        'isLate', "isLate", 'isWrong', "isWrong") order by position)
        filter (where "isGap" or "isGone" or "isLate" or "isWrong") as broken
    from judged`);
  const row = rows[0];
  if (!row || row.count === 0) return null;
  const faults = await nameFaults(db, row.broken ?? []);
  return { count: row.count, seen: { position: Number(row.position), newest: row.newest }, faults };
}

async function nameFaults(db: Database, broken: readonly Broken[]): Promise<ChainFault[]> {
  const wrong = broken.filter(({ isWrong, isGap }) => isWrong && !isGap);
  const exchanged = wrong.length > 1 ? await findExchanged(db, wrong) : new Set<number>();
  return broken.flatMap(({ position, eventId, isGap, isGone, isLate, isWrong }): ChainFault[] => [
    ...(isGap ? [{ kind: 'seal_removed' as const, position, eventId: null }] : []),
    ...(isGone ? [{ kind: 'removed' as const, position, eventId }] : []),
    ...(isWrong && !isGap ? [{ kind: kindOfWrong(exchanged.has(position)), position, eventId }] : []),
    ...(isLate && !isWrong ? [{ kind: 'late' as const, position, eventId }] : []),
  ]);
}

function kindOfWrong(isExchanged: boolean): ChainFault['kind'] {
  return isExchanged ? 'exchanged' : 'changed';
}

/** Which of the wrong seals fit the event of another wrong one. */
async function findExchanged(db: Database, wrong: readonly Broken[]): Promise<Set<number>> {
  const positions = wrong.slice(0, COMPARED_MAX).map(({ position }) => position);
  const { rows } = await db.execute<{ position: string }>(sql`
    select distinct seal.position
    from audit_seals seal
    left join audit_seals previous on previous.position = seal.position - 1
    join audit_seals elsewhere on elsewhere.position <> seal.position and elsewhere.position in ${positions}
    join audit_events event on event.id = elsewhere.audit_event_id
    where seal.position in ${positions}
      and seal.hash = sha256(coalesce(previous.hash, ${CHAIN_START}) || ${canonicalEvent('event')})`);
  return new Set(rows.map(({ position }) => Number(position)));
}
