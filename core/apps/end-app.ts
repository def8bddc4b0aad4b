import { and, eq, sql } from 'drizzle-orm';
import { accessRequests, apps } from '@/db/schema';
import type { Context } from '../context';
import { requestRevocations } from '../credentials/request-revocations';
import type { Unit } from '../mutate';

/**
 * Ends an app for everybody inside the caller's change: its keys are revoked, what waits for a decision is cancelled,
 * what was approved and never claimed is withdrawn. The row stays for history and for keys that are still dying. The
 * caller has decided that the actor may, and holds the app's row.
 */
export async function endApp(
  ctx: Context,
  unit: Unit,
  app: { id: string; organizationId: string; name: string },
  reason: string,
): Promise<{ credentialIds: string[] }> {
  await unit.tx.update(apps).set({ deletedAt: sql`now()`, updatedAt: sql`now()` }).where(eq(apps.id, app.id));
  const subject = { kind: 'app', id: app.id, organizationId: app.organizationId };
  await unit.audit('app.deleted', subject, { name: app.name });
  await endRequests(unit, app, { from: 'pending', to: 'cancelled', event: 'access_request.cancelled', reason });
  await endRequests(unit, app, { from: 'approved', to: 'withdrawn', event: 'access_request.withdrawn', reason });
  return requestRevocations(ctx, unit, { appId: app.id }, reason);
}

type Step = { reason: string } & (
  | { from: 'pending'; to: 'cancelled'; event: 'access_request.cancelled' }
  | { from: 'approved'; to: 'withdrawn'; event: 'access_request.withdrawn' }
);

async function endRequests(unit: Unit, app: { id: string; organizationId: string }, step: Step): Promise<void> {
  const ended = await unit.tx
    .update(accessRequests)
    .set({
      status: step.to,
      decisionReason: step.reason,
      version: sql`${accessRequests.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(and(eq(accessRequests.appId, app.id), eq(accessRequests.status, step.from)))
    .returning({ id: accessRequests.id });
  for (const { id } of ended) {
    const subject = { kind: 'access_request', id, organizationId: app.organizationId };
    await unit.audit(step.event, subject, { reason: step.reason });
  }
}
