import { and, eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import { tellDeciders } from '../access-requests/tell-deciders';
import type { Unit } from '../mutate';

/**
 * Gives a request that waits for another system to the admins, who are told; `why` stands in the audit log. Answers
 * false when it does not wait for one any more. Decisions of the other system come before or after this, never between.
 */
export async function handOver(unit: Unit, requestId: string, why: string): Promise<boolean> {
  const [request] = await unit.tx
    .update(accessRequests)
    .set({
      decider: 'admin',
      version: sql`${accessRequests.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(accessRequests.id, requestId),
        eq(accessRequests.status, 'pending'),
        eq(accessRequests.decider, 'third_party'),
      ),
    )
    .returning({
      id: accessRequests.id,
      organizationId: accessRequests.organizationId,
      productNames: sql<string>`(select coalesce(string_agg(products.display_name, ', ' order by products.display_name), '')
        ${productsOfRequest})`,
      productIds: sql<string[]>`(select coalesce(array_agg(products.id), '{}') ${productsOfRequest})`,
      requesterName: sql<string | null>`(select asker.first_name || ' ' || asker.last_name
        from users asker where asker.id = access_requests.requested_by)`,
    });
  if (!request) return false;
  const { id, organizationId, productIds, productNames, requesterName } = request;
  await unit.audit('access_request.handed_to_admins', { kind: 'access_request', id, organizationId }, { why });
  await tellDeciders(unit, { id, productIds, productNames, who: requesterName ?? 'A developer' });
  return true;
}

// Written out: in a query of one table drizzle leaves the table's name away, and a bare `id` here would be another's.
const productsOfRequest = sql`from access_request_products asked join products on products.id = asked.product_id
  where asked.access_request_id = access_requests.id`;
