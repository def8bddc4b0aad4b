import { type SQL, sql } from 'drizzle-orm';
import type { DeveloperActor } from '../identity/actor';

/**
 * How many requests for `plans.id` count against its allowance now: all that the organization made in the period, for
 * whichever app and however they ended. The default organization is a hall of strangers, so there each person counts
 * alone. Null when the plan has no allowance.
 */
export function requestsUsed(actor: DeveloperActor): SQL<number | null> {
  // Written out: in a query of one table drizzle leaves the table's name away, and a bare `id` here would be another's.
  const whose = actor.organization.isDefault
    ? sql`asked.requested_by = ${actor.userId}`
    : sql`asked.organization_id = ${actor.organization.id}`;
  return sql<number | null>`case when plans.request_allowance is not null then (
    select count(*)::int from access_requests asked where asked.plan_id = plans.id and ${whose}
    and asked.created_at > now() - make_interval(days => plans.allowance_period_days)) end`;
}
