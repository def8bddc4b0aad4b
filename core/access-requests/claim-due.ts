import { type SQL, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { claimEnds, claimLead, isUnclaimed } from './claim-end';

/** In a query of requests and their organizations: the time is over, and the requester was told that it would be. */
export const isClaimOver = sql`(${isUnclaimed} and organizations.status = 'active'
  and access_requests.claim_reminded_at is not null and ${claimEnds} <= now())`;

/** In a query of requests and their organizations: the end is near, and nobody was told yet. */
export const isReminderDue = sql`(${isUnclaimed} and organizations.status = 'active'
  and access_requests.claim_reminded_at is null and ${claimEnds} - ${claimLead} <= now())`;

/** Nothing is due any more: a change that changes nothing explains nothing. */
class NotDue extends Error {}

/** Looks again under the lock that the caller holds: two workers may have found the same. Throws `NotDue`. */
export async function requireDue(tx: Transaction, requestId: string, which: SQL): Promise<void> {
  const { rows } = await tx.execute(sql`
    select from access_requests join organizations on organizations.id = access_requests.organization_id
    where access_requests.id = ${requestId} and ${which}`);
  if (rows.length === 0) throw new NotDue();
}

/** True, or false where `NotDue` was thrown; everything else flies on. */
export async function unlessNotDue(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof NotDue) return false;
    throw error;
  }
}
