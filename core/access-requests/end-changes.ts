import { and, eq, exists, inArray, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Transaction } from '@/db/client';
import { accessRequests, credentials } from '@/db/schema';
import type { RevocationScope } from '../credentials/request-revocations';
import type { Unit } from '../mutate';
import { tellRequester } from './tell-requester';

const REASON = 'The key that it would change has ended.';
const OPEN = ['pending', 'approved'] as const;

/**
 * Holds the open changes of the keys in this scope, before the keys themselves are touched: whoever grants or fulfils a
 * change holds them in this order.
 */
export async function holdOpenChanges(tx: Transaction, scope: RevocationScope): Promise<void> {
  await tx
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(and(inArray(accessRequests.status, [...OPEN]), isChangeWithin(tx, scope)))
    .orderBy(accessRequests.id)
    .for('update');
}

function isChangeWithin(tx: Transaction, scope: RevocationScope): SQL | undefined {
  if ('accessRequestId' in scope) return eq(accessRequests.changesRequestId, scope.accessRequestId);
  const isChange = sql`${accessRequests.changesRequestId} is not null`;
  if ('appId' in scope) return and(isChange, eq(accessRequests.appId, scope.appId));
  if ('organizationId' in scope) return and(isChange, eq(accessRequests.organizationId, scope.organizationId));
  return exists(
    tx
      .select({ one: sql`1` })
      .from(credentials)
      .where(
        and(eq(credentials.id, scope.credentialId), eq(credentials.accessRequestId, accessRequests.changesRequestId)),
      ),
  );
}

/**
 * Ends what would change keys of which none goes on: what waits for a decision is cancelled, what was granted and has
 * not come to the gateway is withdrawn. Inside the change that ended the keys, after it did.
 */
export async function endChangesWithoutKey(unit: Unit, requestIds: readonly string[]): Promise<void> {
  if (requestIds.length === 0) return;
  const key = alias(credentials, 'key');
  const goesOn = unit.tx
    .select({ one: sql`1` })
    .from(key)
    .where(
      and(
        eq(key.accessRequestId, accessRequests.changesRequestId),
        or(
          inArray(key.status, ['awaiting_claim', 'provisioning', 'failed']),
          and(eq(key.status, 'active'), sql`${key.retiringAt} is null`),
        ),
      ),
    );
  const ended = await unit.tx
    .update(accessRequests)
    .set({
      status: sql`case ${accessRequests.status} when 'pending' then 'cancelled' else 'withdrawn' end::access_request_status`,
      decisionReason: REASON,
      version: sql`${accessRequests.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        inArray(accessRequests.changesRequestId, [...requestIds]),
        inArray(accessRequests.status, [...OPEN]),
        notExists(goesOn),
      ),
    )
    .returning({
      id: accessRequests.id,
      organizationId: accessRequests.organizationId,
      requestedBy: accessRequests.requestedBy,
      status: accessRequests.status,
    });
  for (const { id, organizationId, requestedBy, status } of ended) {
    const event = status === 'cancelled' ? 'access_request.cancelled' : 'access_request.withdrawn';
    await unit.audit(event, { kind: 'access_request', id, organizationId }, { reason: REASON });
    const title = 'Your change of a key has ended with the key';
    await tellRequester(unit, { id, requestedBy }, { kind: event, title });
  }
}
