import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { auditSeals } from '@/db/schema';
import type { Context } from '../context';
import { CHAIN_START, canonicalEvent } from './canonical-event';
import { readChainHead } from './chain-head';
import { readSealingLimit } from './sealing-limit';

/** Any number that nobody else uses for an advisory lock. */
const SEAL_LOCK = 7_310_244_523;
/** So many events are read at once, sealed ones of the last hour among them. */
const BATCH = 2_000;
/** A log of millions that was never sealed takes several runs. */
const BATCHES_MAX = 100;
/** More than a batch ever takes, also where hundreds of thousands of events have the same time. */
const STATEMENT_SECONDS = 60;

/**
 * Appends the events that were committed since the last time to the chain: the hash of each is made of the hash before
 * it and of the event (`canonicalEvent`). In the order of their times within a run. One process at a time; where another
 * one is at it, this does nothing. Answers how many were sealed. Writes no audit event: it would never end.
 */
export async function sealEvents(ctx: Context): Promise<number> {
  let sealed = 0;
  let after: Cursor | null = null;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const done: Batch | null = await ctx.db.transaction((tx) => sealBatch(tx, after));
    if (done === null) break;
    sealed += done.sealed;
    after = done.end;
    if (done.read < BATCH) break;
  }
  return sealed;
}

type Cursor = { at: string; id: string };
type Batch = { read: number; sealed: number; end: Cursor };
/** `covered` is null for an event that has its seal. */
type Candidate = Cursor & { covered: Buffer | null };

/** Null where there is nothing to read, or another process is at it. */
async function sealBatch(tx: Transaction, after: Cursor | null): Promise<Batch | null> {
  const { rows } = await tx.execute<{ isMine: boolean }>(
    sql`select pg_try_advisory_xact_lock(${SEAL_LOCK}) as "isMine",
      set_config('statement_timeout', ${`${STATEMENT_SECONDS}s`}, true)`,
  );
  if (!rows[0]?.isMine) return null;
  const candidates = await readCandidates(tx, after);
  const last = candidates.at(-1);
  if (!last) return null;
  const head = await readChainHead(tx);
  let position = head?.position ?? 0;
  let hash = head ? Buffer.from(head.hash, 'hex') : CHAIN_START;
  const seals = candidates.flatMap(({ id, covered }) => {
    if (covered === null) return [];
    position += 1;
    hash = createHash('sha256').update(hash).update(covered).digest();
    return [{ position, auditEventId: id, hash }];
  });
  if (seals.length > 0) await tx.insert(auditSeals).values(seals);
  return { read: candidates.length, sealed: seals.length, end: { at: last.at, id: last.id } };
}

/** Cut before it is asked which have a seal: each is looked up by its index, however many seals there are. */
async function readCandidates(tx: Transaction, after: Cursor | null): Promise<Candidate[]> {
  const since = after
    ? sql`(at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql`at >= ${await readSealingLimit(tx)}::timestamptz`;
  const { rows } = await tx.execute<Candidate>(sql`
    select event.id, event.at::text as at, case when seal.present is null then ${canonicalEvent('event')} end as covered
    from (select * from audit_events where ${since} order by at, id limit ${BATCH}) event
    left join lateral (
      select true as present from audit_seals where audit_seals.audit_event_id = event.id limit 1
    ) seal on true
    order by event.at, event.id`);
  return rows;
}
