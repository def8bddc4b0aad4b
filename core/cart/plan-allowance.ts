import { type SQL, sql } from 'drizzle-orm';
import { accessRequests, plans } from '@/db/schema';
import type { DeveloperActor } from '../identity/actor';

/**
 * How many requests for `plans.id` count against its allowance now: all that the organization made in the period, for
 * whichever app and however they ended. The default organization is a hall of strangers, so there each person counts
 * alone. Null when the plan has no allowance.
 */
export function requestsUsed(actor: DeveloperActor): SQL<number | null> {
  const whose = actor.organization.isDefault
    ? sql`${accessRequests.requestedBy} = ${actor.userId}`
    : sql`${accessRequests.organizationId} = ${actor.organization.id}`;
  return sql<number | null>`case when ${plans.requestAllowance} is not null then (
    select count(*)::int from ${accessRequests} where ${accessRequests.planId} = ${plans.id} and ${whose}
    and ${accessRequests.createdAt} > now() - make_interval(days => ${plans.allowancePeriodDays})) end`;
}
