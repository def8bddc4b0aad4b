import { setTimeout as pause } from 'node:timers/promises';
import { and, eq, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../../context';
import { enqueue } from '../../mutate';
import type { GatewayPort } from '../../ports/gateway';
import { endName, type KeyRow } from './key-row';

const DELETES_MAX = 5;
/** Before the second try, doubled for each further one. */
const DELETE_PAUSE_MS = 200;

/**
 * Somebody changed the row while this worker was writing to the gateway. A revocation that may have deleted before the
 * write begins again; everything else is the new owner's, who sends the whole wish anyway.
 */
export async function makeSureOfDelete(ctx: Context, gateway: GatewayPort, row: KeyRow): Promise<void> {
  const credentialId = row.id;
  const restarted = await ctx.db.transaction(async (tx) => {
    const [revoking] = await tx
      .update(credentials)
      .set({
        operation: sql`${credentials.operation} + 1`,
        settlingSince: null,
        firstProofAt: null,
        nextLookAt: sql`now()`,
      })
      .where(and(eq(credentials.id, credentialId), eq(credentials.status, 'revoking')))
      .returning({ id: credentials.id });
    if (revoking) await enqueue(tx, { kind: 'credential.sync', credentialId });
    return revoking !== undefined;
  });
  if (restarted) return;
  const [now] = await ctx.db
    .select({ status: credentials.status })
    .from(credentials)
    .where(eq(credentials.id, credentialId));
  if (now?.status !== 'revoked') return;
  // The fence is there to make this impossible; the row has forgotten the id, this worker has not.
  ctx.log.error({ credentialId, alarm: 'write_after_revocation' }, 'a key was written after its revocation was proven');
  const name = endName(ctx, row);
  for (let again = 0; again < DELETES_MAX; again += 1) {
    const deleted = await gateway.deleteKey(name);
    if (deleted.outcome === 'deleted' || deleted.outcome === 'absent') return;
    await pause(DELETE_PAUSE_MS * 2 ** again);
  }
  // The reconciler finds it in the gateway's list, by our mark.
  ctx.log.error({ credentialId, alarm: 'write_after_revocation' }, 'and it could not be deleted');
}
