import { eq } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { auditSeals } from '@/db/schema';
import type { ChainFault } from './chain-fault';
import { type ChainHead, readChainHead } from './chain-head';
import { type EventsSeen, lookAtEvents, NO_EVENT_SEEN, type Waiting } from './look-at-events';
import { lookAtSeals, type SealsSeen } from './look-at-seals';
import { readSealingLimit } from './sealing-limit';

/** Small enough for the time that a statement may take. */
const SEALS_AT_ONCE = 5_000;
const EVENTS_AT_ONCE = 20_000;
/** Who emptied the log need not be told of each event. */
const FAULTS_KEPT = 100;

/** What a look over the whole log found. `head` is null while nothing is sealed. */
export type ChainReport = {
  head: ChainHead | null;
  sealed: number;
  waiting: Waiting;
  /** The first ones; `faultCount` counts all. */
  faults: ChainFault[];
  faultCount: number;
};

/**
 * Goes through the whole audit log and its seals, in batches, and says what was changed, removed, put in or exchanged,
 * and with the `noted` head of an earlier time whether the end was cut off or everything written anew: whoever may write
 * both tables can make a chain that fits itself. For the operator; the log goes on growing meanwhile.
 */
export async function verifyChain(db: Database, noted: ChainHead | null = null): Promise<ChainReport> {
  const sealedUntil = await readSealingLimit(db);
  const head = await readChainHead(db);
  const found = new Faults();
  found.add(await compareWithNoted(db, head, noted));
  let sealed = 0;
  let seals: SealsSeen = { position: 0, newest: '-infinity' };
  for (let part = await lookAtSeals(db, seals, SEALS_AT_ONCE); part; ) {
    sealed += part.count;
    seals = part.seen;
    found.add(part.faults);
    part = part.count < SEALS_AT_ONCE ? null : await lookAtSeals(db, seals, SEALS_AT_ONCE);
  }
  const waiting: Waiting = { count: 0, oldest: null };
  let events: EventsSeen = NO_EVENT_SEEN;
  for (let part = await lookAtEvents(db, events, sealedUntil, EVENTS_AT_ONCE); part; ) {
    waiting.count += part.waiting.count;
    waiting.oldest ??= part.waiting.oldest;
    events = part.seen;
    found.add(part.faults);
    part = await lookAtEvents(db, events, sealedUntil, EVENTS_AT_ONCE);
  }
  return { head, sealed, waiting, faults: found.kept, faultCount: found.count };
}

class Faults {
  readonly kept: ChainFault[] = [];
  count = 0;

  add(faults: readonly ChainFault[]): void {
    this.count += faults.length;
    this.kept.push(...faults.slice(0, FAULTS_KEPT - this.kept.length));
  }
}

async function compareWithNoted(db: Database, head: ChainHead | null, noted: ChainHead | null): Promise<ChainFault[]> {
  if (noted === null) return [];
  const { position } = noted;
  if (position > (head?.position ?? 0)) return [{ kind: 'cut_off', position, eventId: null }];
  const [seal] = await db.select({ hash: auditSeals.hash }).from(auditSeals).where(eq(auditSeals.position, position));
  return seal?.hash.toString('hex') === noted.hash ? [] : [{ kind: 'written_anew', position, eventId: null }];
}
