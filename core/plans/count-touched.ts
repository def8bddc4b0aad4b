import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';

/** Whom a change of a plan touches. */
export type Touched = {
  /** Keys that work or are being made, and of how many organizations they are. */
  liveKeys: number;
  organizations: number;
  /** Requests on it that wait for a decision. */
  waiting: number;
  /** Keys that have its own policy at the gateway: what they may do changes with the policy. */
  keysOnPolicy: number;
  organizationsOnPolicy: number;
};

/** Counts them, by the requests that the keys came from. */
export async function countTouched(
  db: Pick<Database | Transaction, 'execute'>,
  plan: { id: string; gatewayId: string | null; limitsPolicyId: string | null },
): Promise<Touched> {
  const { rows } = await db.execute<Touched>(sql`
    with live as (select key.organization_id,
        asked.plan_id = ${plan.id} as of_plan,
        coalesce(key.gateway_id = ${plan.gatewayId}::uuid and key.wanted -> 'policyIds' ? ${plan.limitsPolicyId}::text, false)
          as on_policy
      from credentials key join access_requests asked on asked.id = key.access_request_id
      where key.status in ('provisioning', 'active')
        and (asked.plan_id = ${plan.id} or key.gateway_id = ${plan.gatewayId}::uuid))
    select count(*) filter (where of_plan)::int as "liveKeys",
      count(distinct organization_id) filter (where of_plan)::int as "organizations",
      count(*) filter (where on_policy)::int as "keysOnPolicy",
      count(distinct organization_id) filter (where on_policy)::int as "organizationsOnPolicy",
      (select count(*)::int from access_requests waits where waits.plan_id = ${plan.id} and waits.status = 'pending')
        as "waiting"
    from live`);
  return rows[0] ?? { liveKeys: 0, organizations: 0, waiting: 0, keysOnPolicy: 0, organizationsOnPolicy: 0 };
}
