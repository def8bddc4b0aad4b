import { type SQL, sql } from 'drizzle-orm';
import type { DeveloperActor } from '../identity/actor';

/**
 * How many requests for `plans.id` count against its allowance now: all that the organization made in the period, for
 * whichever app and however they ended. A request counts for the plan that it asked for, also when a change gave its
 * key another one since; the change counts for that. The default organization is a hall of strangers, so there each
 * person counts alone. Null when the plan has no allowance.
 */
export function requestsUsed(actor: DeveloperActor): SQL<number | null> {
  // Written out: in a query of one table drizzle leaves the table's name away, and a bare `id` here would be another's.
  const whose = actor.organization.isDefault
    ? sql`asked.requested_by = ${actor.userId}`
    : sql`asked.organization_id = ${actor.organization.id}`;
  return sql<number | null>`case when plans.request_allowance is not null then (
    select count(*)::int from access_requests asked where ${askedPlan} = plans.id and ${whose}
    and asked.created_at > now() - make_interval(days => plans.allowance_period_days)) end`;
}

/** What the first change that was granted replaced; without one, what the request says. By the index of its app. */
const askedPlan = sql`case when asked.changes_request_id is null then coalesce((
    select (granted.replaced ->> 'planId')::uuid from access_requests granted
    where granted.app_id = asked.app_id and granted.changes_request_id = asked.id and granted.replaced is not null
    order by granted.decided_at, granted.id limit 1), asked.plan_id) else asked.plan_id end`;
