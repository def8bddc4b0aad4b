import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '@/db/client';

/**
 * Whether a key has this policy, or may still get it: a request that waits or was approved carries it, and so does
 * every credential that is not revoked. Such a policy must stay at the gateway, because a key that loses its limits
 * policy goes on without limits (gateway.md 4.2).
 */
export async function isPolicyInUse(
  db: Pick<Database | Transaction, 'execute'>,
  policy: { gatewayId: string; policyId: string },
): Promise<boolean> {
  const { rows } = await db.execute<{ used: boolean }>(
    sql`select (${keysOf(policy)}) or (${requestsFor(policy)}) as used`,
  );
  return rows[0]?.used === true;
}

function keysOf({ gatewayId, policyId }: { gatewayId: string; policyId: string }): SQL {
  return sql`exists (select from credentials key where key.gateway_id = ${gatewayId} and key.status <> 'revoked'
    and key.wanted -> 'policyIds' ? ${policyId})`;
}

function requestsFor({ gatewayId, policyId }: { gatewayId: string; policyId: string }): SQL {
  return sql`exists (select from access_requests asked where asked.gateway_id = ${gatewayId}
    and asked.status in ('pending', 'approved')
    and (asked.terms ->> 'limitsPolicyId' = ${policyId} or exists (select from access_request_products wished
      where wished.access_request_id = asked.id and wished.access_policy_id = ${policyId})))`;
}
