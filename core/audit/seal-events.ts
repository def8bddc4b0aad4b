import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { auditSeals } from '@/db/schema';
import type { Context } from '../context';
import { CHAIN_START, canonicalEvent } from './canonical-event';
import { readChainHead } from './chain-head';
import { sealingLimit } from './sealing-limit';

/** Any number that nobody else uses for an advisory lock. */
const SEAL_LOCK = 7_310_244_523;
const BATCH = 1_000;
/** A log of millions that was never sealed takes several runs. */
const BATCHES_MAX = 200;
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
    const last: Batch | null = await ctx.db.transaction((tx) => sealBatch(tx, after));
    if (last === null) break;
    sealed += last.count;
    after = last.end;
    if (last.count < BATCH) break;
  }
  return sealed;
}

type Cursor = { at: string; id: string };
type Batch = { count: number; end: Cursor };

/** Null where there is nothing to seal, or another process does it. */
async function sealBatch(tx: Transaction, after: Cursor | null): Promise<Batch | null> {
  const { rows } = await tx.execute<{ isMine: boolean }>(
    sql`select pg_try_advisory_xact_lock(${SEAL_LOCK}) as "isMine",
      set_config('statement_timeout', ${`${STATEMENT_SECONDS}s`}, true)`,
  );
  if (!rows[0]?.isMine) return null;
  const events = await unsealed(tx, after);
  const last = events.at(-1);
  if (!last) return null;
  const head = await readChainHead(tx);
  let position = head?.position ?? 0;
  let hash = head ? Buffer.from(head.hash, 'hex') : CHAIN_START;
  const seals = events.map(({ id, covered }) => {
    position += 1;
    hash = createHash('sha256').update(hash).update(covered).digest();
    return { position, auditEventId: id, hash };
  });
  await tx.insert(auditSeals).values(seals);
  return { count: seals.length, end: { at: last.at, id: last.id } };
}

async function unsealed(tx: Transaction, after: Cursor | null): Promise<(Cursor & { covered: Buffer })[]> {
  const since = after
    ? sql`(event.at, event.id) > (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql`event.at >= ${sealingLimit}`;
  const { rows } = await tx.execute<Cursor & { covered: Buffer }>(sql`
    select event.id, event.at::text as at, ${canonicalEvent('event')} as covered
    from audit_events event
    where ${since} and not exists (select from audit_seals seal where seal.audit_event_id = event.id)
    order by event.at, event.id
    limit ${BATCH}`);
  return rows;
}
