import { and, eq, inArray, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Unit } from '../mutate';
import { nextOperation } from './next-operation';
import { readRequestForKey, wantedKey } from './wanted-key';

/**
 * Writes anew what the keys of a request say about whose they are, after the request was given to somebody else: the
 * new person's address and answers and the app's name as they are now, because nothing was copied of them before. Terms
 * and rights stay as they were approved. Keys that exist are written again at the gateway, those that do not exist yet
 * say it later. Inside the caller's change.
 */
export async function relabelKeys(unit: Unit, requestId: string): Promise<void> {
  const rows = await unit.tx
    .select()
    .from(credentials)
    .where(
      and(
        eq(credentials.accessRequestId, requestId),
        inArray(credentials.status, ['awaiting_claim', 'failed', 'provisioning', 'active']),
      ),
    )
    .orderBy(credentials.id)
    .for('update');
  if (rows.length === 0) return;
  const request = await readRequestForKey(unit.tx, requestId);
  for (const { id, generation, wanted: agreed, status } of rows) {
    const { metadata } = await wantedKey(unit.tx, request, { id, generation });
    const isWritten = status === 'provisioning' || status === 'active';
    await unit.tx
      .update(credentials)
      .set({ wanted: { ...agreed, metadata }, ...(isWritten ? nextOperation : { updatedAt: sql`now()` }) })
      .where(eq(credentials.id, id));
    if (isWritten) await unit.enqueue({ kind: 'credential.sync', credentialId: id });
  }
}
