import { sql } from 'drizzle-orm';
import type { Context } from '../../context';
import { mutate, type Unit } from '../../mutate';
import { withEnding } from '../with-ending';
import { findGrantedChange, fulfilChange } from './fulfil-change';
import type { KeyRow } from './key-row';
import { book, finishOperation, type Operation, TurnLost } from './operation';

/**
 * The gateway is known to agree with this row. Where its plan or products were changed, that change is made with it:
 * fulfilled, and whoever asked is told.
 */
export async function settlePresence(
  ctx: Context,
  row: KeyRow,
  operation: Operation,
  lookInSeconds: number | null,
): Promise<void> {
  const settled = { settledAt: sql`now()`, settlingSince: null, firstProofAt: null, attempts: 0, lastError: null };
  const changeId = await findGrantedChange(ctx, row);
  if (!changeId) {
    await book(ctx, operation, settled, lookInSeconds);
    return;
  }
  await mutate(ctx, async (unit) => {
    const change = await fulfilChange(unit, row, changeId);
    // What was known of the quota was the old plan's.
    const changes = { ...settled, quotaReadAt: null };
    if (!(await finishOperation(unit.tx, operation, changes, lookInSeconds))) throw new TurnLost();
    await tell(unit, row, change);
  }).catch((error: unknown) => {
    if (!(error instanceof TurnLost)) throw error;
  });
}

async function tell(unit: Unit, row: KeyRow, change: { requestedBy: string | null }): Promise<void> {
  const people = new Set([change.requestedBy, row.claimedBy]);
  for (const userId of people) {
    if (!userId) continue;
    await unit.mail({ message: 'key-changed', to: { userId }, subjectId: row.id });
    const title = `${withEnding('Your key', row.lastFour)} has its new plan and products`;
    await unit.notify({ userId, kind: 'access_request.fulfilled', title, href: `/apps/${row.appId}` });
  }
}
