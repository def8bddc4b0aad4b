import { and, count, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import { credentials } from '@/db/schema';
import type { Context } from '../context';
import type { SyncLimits } from '../credentials/sync/limits';
import { syncCredential } from '../credentials/sync-credential';
import type { Gateways } from '../ports/gateway';
import type { ReconcileLimits } from './limits';

/**
 * Goes on with credentials whose look is long overdue: their job was lost, hangs, or belongs to a worker that died.
 * Done here and not by another job, which might wait behind the one that hangs; turns make two workers harmless.
 */
export async function resumeStuck(
  ctx: Context,
  gateways: Gateways,
  isFixing: boolean,
  limits: { reconcile: ReconcileLimits; sync: SyncLimits },
): Promise<number> {
  const since = sql`now() - make_interval(secs => ${limits.reconcile.stuckSeconds})`;
  const isMoving = or(
    inArray(credentials.status, ['provisioning', 'revoking']),
    and(eq(credentials.status, 'active'), isNull(credentials.settledAt)),
    and(eq(credentials.status, 'active'), lte(credentials.endsAt, since)),
  );
  const isLate = lte(sql`coalesce(${credentials.nextLookAt}, ${credentials.updatedAt})`, since);
  const [all] = await ctx.db.select({ count: count() }).from(credentials).where(and(isMoving, isLate));
  if (!isFixing || !all?.count) return all?.count ?? 0;
  const rows = await ctx.db
    .select({ id: credentials.id })
    .from(credentials)
    .where(and(isMoving, isLate))
    .orderBy(credentials.nextLookAt)
    .limit(limits.reconcile.stuckMax);
  ctx.log.error({ count: all.count, alarm: 'stuck_credentials' }, 'credentials whose job never came');
  for (const { id } of rows) {
    await ctx.db
      .update(credentials)
      .set({ nextLookAt: sql`now()` })
      .where(and(eq(credentials.id, id), isNull(credentials.nextLookAt)));
    await syncCredential(ctx, gateways, { credentialId: id }, limits.sync);
  }
  return all.count;
}
