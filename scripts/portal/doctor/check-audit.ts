import { describeChainFault } from '@/core/audit/chain-fault';
import { type ChainHead, writeChainHead } from '@/core/audit/chain-head';
import { rightsOverLog } from '@/core/audit/rights-over-log';
import { type ChainReport, verifyChain } from '@/core/audit/verify-chain';
import { type Database, databaseOn, openPool } from '@/db/client';
import { databaseReason } from '../explain';
import type { Finding } from './finding';

/** The worker seals every minute; what waits longer says that none runs. */
const WAIT_MAX_MS = 10 * 60_000;
const SAID_MAX = 5;

/**
 * Is the audit log as it was written, is it the one whose head was `noted`, and could the portal's own role change it?
 * For a database that is reachable and migrated.
 */
export async function checkAudit(url: string, noted: ChainHead | null): Promise<readonly Finding[]> {
  const pool = openPool(url, { max: 1, onError: () => undefined });
  try {
    const db = databaseOn(pool);
    return [...describeChain(await verifyChain(db, noted), noted, new Date()), await describeRights(db)];
  } catch (error) {
    const says = databaseReason(error) ?? (error instanceof Error ? error.message : String(error));
    return [{ what: 'Audit log', verdict: 'wrong', says }];
  } finally {
    await pool.end();
  }
}

/** The report in words. `late` alone may be a clock that was set back, so it is for people to judge. */
function describeChain(report: ChainReport, noted: ChainHead | null, now: Date): Finding[] {
  const what = 'Audit log';
  const { head, sealed, waiting, faults, faultCount } = report;
  if (faultCount > 0) {
    const more = faultCount > SAID_MAX ? ` And ${faultCount - SAID_MAX} more.` : '';
    const isLate = faults.every(({ kind }) => kind === 'late');
    const says = `${faults.slice(0, SAID_MAX).map(describeChainFault).join(' ')}${more}`;
    return [{ what, verdict: isLate ? 'note' : 'wrong', says }];
  }
  const oldest = waiting.oldest;
  if (oldest && now.getTime() - oldest.getTime() > WAIT_MAX_MS) {
    const since = oldest.toISOString().slice(0, 16).replace('T', ' ');
    const says = `${count(waiting.count, 'event waits', 'events wait')} for a seal since ${since} UTC: does a worker run?`;
    return [{ what, verdict: 'note', says }];
  }
  if (!head) return [{ what, verdict: 'ok', says: 'Nothing is sealed yet; the worker does it every minute.' }];
  const compared = noted ? ` The head that was noted, ${noted.position}, is in it.` : '';
  return [
    {
      what,
      verdict: 'ok',
      says: `${count(sealed, 'event', 'events')} in an unbroken chain.${compared} Its head is ${writeChainHead(head)}`,
    },
  ];
}

async function describeRights(db: Database): Promise<Finding> {
  const what = 'Audit log rights';
  const { role, ways } = await rightsOverLog(db);
  if (ways.length === 0) return { what, verdict: 'ok', says: `The portal’s role "${role}" can only add to it.` };
  const says = `The portal’s role "${role}" could change it: ${ways.join(', ')}. See MIGRATION_DATABASE_URL in docs/operations.md.`;
  return { what, verdict: 'note', says };
}

function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
