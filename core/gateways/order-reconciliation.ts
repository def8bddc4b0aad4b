import type { Context } from '../context';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockGateway } from './read-gateway';

/**
 * Orders that the keys of one gateway are compared with the portal's rows, and with `fix` that what differs is repaired.
 * The job does it; what it found stands on the gateway's page. Throws `not_found` and `forbidden`.
 */
export async function orderReconciliation(ctx: Context, input: { gatewayId: string; fix: boolean }): Promise<void> {
  await mutate(ctx, async (unit) => {
    const gateway = await lockGateway(unit.tx, ctx.actor, input.gatewayId);
    authorize(ctx.actor, 'gateway.change');
    const detail = { name: gateway.name, fix: input.fix };
    await unit.audit('gateway.reconciliation_ordered', { kind: 'gateway', id: gateway.id }, detail);
    await unit.enqueue({ kind: 'gateway.reconcile', gatewayId: gateway.id, fix: input.fix });
  });
}
