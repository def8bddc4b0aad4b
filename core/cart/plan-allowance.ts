import { type SQL, sql } from 'drizzle-orm';
import { wasAsked } from '../access-requests/was-asked';
import type { DeveloperActor } from '../identity/actor';

/**
 * How many requests for `plans.id` count against its allowance now: all that the organization made in the period, for
 * whichever app and however they ended, those for a change of a key too. The default organization is a hall of
 * strangers, so there each person counts alone. Null when the plan has no allowance.
 */
export function requestsUsed(actor: DeveloperActor): SQL<number | null> {
  // Written out: in a query of one table drizzle leaves the table's name away, and a bare `id` here would be another's.
  const whose = actor.organization.isDefault
    ? sql`asked.requested_by = ${actor.userId}`
    : sql`asked.organization_id = ${actor.organization.id}`;
  return sql<number | null>`case when plans.request_allowance is not null then (
    select count(*)::int from access_requests asked left join lateral (${firstChange}) first on true
    where ${whose} and ${wasAsked('asked')} and asked.created_at > now() - make_interval(days => plans.allowance_period_days)
    and case when first.was is null then asked.plan_id = plans.id else first.was->>'planId' = plans.id::text end) end`;
}

/**
 * What a request said before a change was granted for the first time. A granted change writes its plan into the request
 * that it changes: without this, changing a key's plan would give a request for the old one back, and count twice for
 * the new one.
 */
const firstChange = sql`select change.replaced as was from access_requests change
  where change.app_id = asked.app_id and change.changes_request_id = asked.id and change.replaced is not null
  order by change.decided_at, change.id limit 1`;
