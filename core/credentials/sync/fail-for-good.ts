import { and, eq, inArray } from 'drizzle-orm';
import { users } from '@/db/schema';
import type { Context } from '../../context';
import { mutate } from '../../mutate';
import type { KeyRow } from './key-row';
import { finishOperation, type Operation, TurnLost } from './operation';

/**
 * The gateway refuses this key and would again: visible to the person, told to the admins, to be tried again by hand.
 */
export async function failForGood(ctx: Context, row: KeyRow, operation: Operation, reason: string): Promise<void> {
  await mutate(ctx, async (unit) => {
    const changes = {
      status: 'failed' as const,
      lastError: reason,
      attempts: row.attempts + 1,
      putFence: operation.fenceBefore,
    };
    if (!(await finishOperation(unit.tx, operation, changes, null))) throw new TurnLost();
    const { id, organizationId } = row;
    await unit.audit('credential.failed', { kind: 'credential', id, organizationId }, { reason });
    const admins = await unit.tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.kind, 'admin'), eq(users.status, 'active'), inArray(users.adminRole, ['owner', 'admin'])));
    for (const admin of admins) {
      await unit.mail({ message: 'key-failed', to: { userId: admin.id }, subjectId: id, facts: { reason } });
      const href = `/admin/apps/${row.appId}`;
      const title = row.isImported ? 'A key could not be attached' : 'A key could not be made';
      await unit.notify({ userId: admin.id, kind: 'credential.failed', title, href });
    }
  }).catch((error: unknown) => {
    if (!(error instanceof TurnLost)) throw error;
  });
  ctx.log.error({ credentialId: row.id, reason, alarm: 'key_failed' }, 'the gateway refuses a key');
}
