import { sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';

const unclaimedDays = sql`(select unclaimed_days from settings)`;

/**
 * Inside a query of requests. How long before its end an unclaimed approval is announced to end: a week, or half of the
 * time that there is at all.
 */
export const claimLead = sql`least(interval '7 days', make_interval(hours => ${unclaimedDays} * 12))`;

/** Inside a query of requests: approved, and its key still waits for somebody to generate it. */
export const isUnclaimed = sql<boolean>`(access_requests.status = 'approved' and exists (select from credentials made
  where made.access_request_id = access_requests.id and made.status = 'awaiting_claim'))`;

/**
 * Inside a query of requests: when an approval ends if nobody generates the key; null: never. Nobody loses it without
 * having been told before, also where the setting was made shorter meanwhile: the time counts from the reminder then.
 */
export const claimEnds = sql<Date | null>`case when ${unclaimedDays} = 0 or not ${isUnclaimed} then null else greatest(
  access_requests.decided_at + make_interval(days => ${unclaimedDays}),
  coalesce(access_requests.claim_reminded_at, now()) + ${claimLead}) end`.mapWith(accessRequests.createdAt);
