import { sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import { wasAsked } from './was-asked';

/** Fewer decisions say nothing about what is usual. */
const DECISIONS_MIN = 5;
/** Of each outcome, the newest; what was usual half a year ago is not any more. */
const DECISIONS_MAX = 100;
const RECENT_DAYS = 180;
/** Where nothing is usual yet, nobody is reminded sooner. Seconds. */
const PATIENCE_SECONDS = 86_400;

/**
 * Inside a query of requests: how long whoever decides this one took lately, as the median of what they decided.
 * Seconds; null where too little was decided to tell.
 */
export const usualSeconds = sql<number | null>`(
  select case when count(*) >= ${DECISIONS_MIN} then percentile_cont(0.5) within group (order by took) end from (
    select extract(epoch from decided.decided_at - decided.created_at)::float8 as took
    from unnest('{approved,declined,fulfilled,withdrawn}'::access_request_status[]) as outcome(status)
    cross join lateral (
      select one.decided_at, one.created_at from access_requests one
      where one.status = outcome.status and one.decided_via = access_requests.decider and ${wasAsked('one')}
        and one.created_at > now() - make_interval(days => ${RECENT_DAYS})
      order by one.created_at desc limit ${DECISIONS_MAX}
    ) decided
  ) lately)`;

/** Inside a query of requests: from when on those who decide may be reminded. After the usual time, once a day. */
export const nudgeFrom = sql<Date>`greatest(
  access_requests.created_at + make_interval(secs => coalesce(${usualSeconds}, ${PATIENCE_SECONDS})),
  access_requests.nudged_at + interval '1 day')`.mapWith(accessRequests.createdAt);
