import { and, eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../../context';
import type { Unit } from '../../mutate';
import type { KeyRow } from './key-row';
import { TurnLost } from './operation';

/**
 * The change of plan or products that the gateway is taking with this key; null: there is none. A key that was replaced
 * fulfils nothing: its successor does.
 */
export async function findGrantedChange(ctx: Context, row: KeyRow): Promise<string | null> {
  if (row.retiringAt) return null;
  const [change] = await ctx.db
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(and(eq(accessRequests.changesRequestId, row.accessRequestId), eq(accessRequests.status, 'approved')));
  return change?.id ?? null;
}

/** Before the key is written, as everybody holds them. Throws `TurnLost` when it was withdrawn since it was found. */
export async function fulfilChange(unit: Unit, row: KeyRow, changeId: string): Promise<{ requestedBy: string | null }> {
  const [change] = await unit.tx
    .update(accessRequests)
    .set({ status: 'fulfilled', version: sql`${accessRequests.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(accessRequests.id, changeId), eq(accessRequests.status, 'approved')))
    .returning({ requestedBy: accessRequests.requestedBy });
  if (!change) throw new TurnLost();
  const subject = { kind: 'access_request', id: changeId, organizationId: row.organizationId };
  await unit.audit('access_request.fulfilled', subject, { credentialId: row.id });
  return change;
}
