import { eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../../context';
import { mutate } from '../../mutate';
import { withEnding } from '../with-ending';
import type { KeyRow } from './key-row';
import { finishOperation, type Operation, TurnLost } from './operation';

/**
 * The end of a key: proven gone, its secrets forgotten, its holder told. Digests and hash stay, so that it can be
 * named.
 */
export async function finishRevocation(ctx: Context, row: KeyRow, operation: Operation): Promise<void> {
  await ctx.fault('gw.beforeRevoked');
  await mutate(ctx, async (unit) => {
    const changes = {
      status: 'revoked' as const,
      revokedAt: sql`now()`,
      keyIdSealed: null,
      keySealed: null,
      settlingSince: null,
      firstProofAt: null,
      putFence: null,
      attempts: 0,
      lastError: null,
      // It never was the portal's, so nothing is to be found by it; it can be attached again.
      ...(row.isImported && !row.activeAt && { keyDigest: null }),
    };
    if (!(await finishOperation(unit.tx, operation, changes, null))) throw new TurnLost();
    const { id, organizationId } = row;
    await unit.audit('credential.revoked', { kind: 'credential', id, organizationId }, { reason: row.revokeReason });
    // A key that was replaced has had its mail with the new one; one that was never made has nobody to miss it.
    if (row.retiringAt || !row.activeAt) return;
    const [request] = await unit.tx
      .select({ requestedBy: accessRequests.requestedBy })
      .from(accessRequests)
      .where(eq(accessRequests.id, row.accessRequestId));
    const userId = row.claimedBy ?? request?.requestedBy;
    if (!userId) return;
    await unit.mail({ message: 'key-revoked', to: { userId }, subjectId: id });
    const href = `/apps/${row.appId}`;
    await unit.notify({
      userId,
      kind: 'credential.revoked',
      title: `${withEnding('Your key', row.lastFour)} was revoked`,
      href,
    });
  }).catch((error: unknown) => {
    if (!(error instanceof TurnLost)) throw error;
  });
}
