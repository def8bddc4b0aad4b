import { and, eq, sql } from 'drizzle-orm';
import { accessRequests, apps } from '@/db/schema';
import type { Context } from '../context';
import { requestRevocations } from '../credentials/request-revocations';
import { mutate, type Unit } from '../mutate';
import { authorize } from '../policy';
import { lockApp } from './lock-app';

const REASON = 'The app was deleted.';

/**
 * Deletes an app for everybody: its keys are revoked, what waits for a decision is cancelled, what was approved and never
 * claimed is withdrawn. The row stays for history and for keys that are still dying.
 */
export async function deleteApp(ctx: Context, input: { appId: string }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const app = await lockApp(unit.tx, ctx.actor, input.appId, 'update');
    authorize(ctx.actor, 'app.delete', app);
    await unit.tx.update(apps).set({ deletedAt: sql`now()`, updatedAt: sql`now()` }).where(eq(apps.id, app.id));
    const subject = { kind: 'app', id: app.id, organizationId: app.organizationId };
    await unit.audit('app.deleted', subject, { name: app.name });
    await endRequests(unit, app, { from: 'pending', to: 'cancelled', event: 'access_request.cancelled' });
    await endRequests(unit, app, { from: 'approved', to: 'withdrawn', event: 'access_request.withdrawn' });
    await requestRevocations(ctx, unit, { appId: app.id }, REASON);
  });
}

async function endRequests(
  unit: Unit,
  app: { id: string; organizationId: string },
  step:
    | { from: 'pending'; to: 'cancelled'; event: 'access_request.cancelled' }
    | { from: 'approved'; to: 'withdrawn'; event: 'access_request.withdrawn' },
): Promise<void> {
  const ended = await unit.tx
    .update(accessRequests)
    .set({
      status: step.to,
      decisionReason: REASON,
      version: sql`${accessRequests.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(accessRequests.appId, app.id), eq(accessRequests.status, step.from)))
    .returning({ id: accessRequests.id });
  for (const { id } of ended) {
    const subject = { kind: 'access_request', id, organizationId: app.organizationId };
    await unit.audit(step.event, subject, { reason: REASON });
  }
}
