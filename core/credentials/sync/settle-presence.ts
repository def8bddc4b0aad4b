import { and, eq, sql } from 'drizzle-orm';
import { accessRequests } from '@/db/schema';
import type { Context } from '../../context';
import { mutate, type Unit } from '../../mutate';
import type { KeyRow } from './key-row';
import { book, finishOperation, type Operation, TurnLost } from './operation';

/**
 * The gateway is known to agree with this row. Where its plan or products were changed, that change is made with it:
 * fulfilled, and whoever asked is told. A key that was replaced fulfils nothing: its successor does.
 */
export async function settlePresence(
  ctx: Context,
  row: KeyRow,
  operation: Operation,
  lookInSeconds: number | null,
): Promise<void> {
  const settled = { settledAt: sql`now()`, settlingSince: null, firstProofAt: null, attempts: 0, lastError: null };
  const changeId = row.retiringAt ? null : await findGrantedChange(ctx, row.accessRequestId);
  if (!changeId) {
    await book(ctx, operation, settled, lookInSeconds);
    return;
  }
  await mutate(ctx, async (unit) => {
    // The change before the key, as everybody holds them.
    const change = await fulfilChange(unit, row, changeId);
    if (!(await finishOperation(unit.tx, operation, settled, lookInSeconds))) throw new TurnLost();
    await tell(unit, row, change);
  }).catch((error: unknown) => {
    if (!(error instanceof TurnLost)) throw error;
  });
}

async function findGrantedChange(ctx: Context, contractId: string): Promise<string | null> {
  const [change] = await ctx.db
    .select({ id: accessRequests.id })
    .from(accessRequests)
    .where(and(eq(accessRequests.changesRequestId, contractId), eq(accessRequests.status, 'approved')));
  return change?.id ?? null;
}

async function fulfilChange(unit: Unit, row: KeyRow, changeId: string): Promise<{ requestedBy: string | null }> {
  const [change] = await unit.tx
    .update(accessRequests)
    .set({ status: 'fulfilled', version: sql`${accessRequests.version} + 1`, updatedAt: sql`now()` })
    .where(and(eq(accessRequests.id, changeId), eq(accessRequests.status, 'approved')))
    .returning({ requestedBy: accessRequests.requestedBy });
  // Withdrawn since it was found: the row's wish is another one by now.
  if (!change) throw new TurnLost();
  const subject = { kind: 'access_request', id: changeId, organizationId: row.organizationId };
  await unit.audit('access_request.fulfilled', subject, { credentialId: row.id });
  return change;
}

async function tell(unit: Unit, row: KeyRow, change: { requestedBy: string | null }): Promise<void> {
  const people = new Set([change.requestedBy, row.claimedBy]);
  for (const userId of people) {
    if (!userId) continue;
    await unit.mail({ message: 'key-changed', to: { userId }, subjectId: row.id });
    const title = `Your key …${row.lastFour} has its new plan and products`;
    await unit.notify({ userId, kind: 'access_request.fulfilled', title, href: `/apps/${row.appId}` });
  }
}
