import { eq, sql } from 'drizzle-orm';
import { gateways } from '@/db/schema';
import type { Context } from '../context';
import { conflict } from '../errors';
import { requireFreshProof } from '../identity/require-fresh-proof';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { gatewaySeal } from '../settings/ensure-basics';
import { parseSecret } from './parse-gateway';
import { lockGateway, readGateway } from './read-gateway';

/**
 * Seals another secret for the gateway, and looks whether it is taken. Nobody can read it again, and neither it nor
 * anything of it stands in the audit log. Throws `not_found`, `forbidden`, `proof_needed`, `invalid`, and `conflict` for
 * the gateway of the environment, which sets its secret at every start.
 */
export async function changeGatewaySecret(ctx: Context, input: { gatewayId: string; secret: string }): Promise<void> {
  await readGateway(ctx, input.gatewayId);
  authorize(ctx.actor, 'gateway.change');
  await requireFreshProof(ctx, { mayBeToken: true });
  const secret = parseSecret(input.secret);
  await mutate(ctx, async (unit) => {
    const gateway = await lockGateway(unit.tx, ctx.actor, input.gatewayId);
    if (gateway.fromEnvironment) throw conflict('The environment sets this secret: change GATEWAY_SECRET and restart.');
    await unit.tx
      .update(gateways)
      .set({
        secretSealed: ctx.secrets.seal(secret, gatewaySeal(gateway.id)),
        revision: sql`${gateways.revision} + 1`,
        syncOrderedAt: sql`now()`,
        syncStep: 'waiting',
      })
      .where(eq(gateways.id, gateway.id));
    await unit.audit('gateway.secret_changed', { kind: 'gateway', id: gateway.id }, { name: gateway.name });
    await unit.enqueue({ kind: 'gateway.synchronize', gatewayId: gateway.id });
  });
}
