import { and, eq, sql } from 'drizzle-orm';
import type { Transaction } from '@/db/client';
import { isId } from '@/db/ids';
import { gatewayApis, gatewayPolicies } from '@/db/schema';
import type { Context } from '../context';
import { conflict, notFound } from '../errors';
import { mutate } from '../mutate';
import { authorize } from '../policy';
import { lockGateway } from './read-gateway';

/** An API or policy that was typed in and shall be forgotten. */
export type ForgottenObject = {
  gatewayId: string;
  object: 'api' | 'policy';
  /** The portal's own id of the row. */
  id: string;
};

/**
 * Forgets an API or a policy that was entered by hand, or is gone from the gateway. Throws `not_found`, `forbidden`, and
 * `conflict` for what the gateway has (the next synchronization would bring it back) and for what a product or a plan is
 * made of: without the row nothing would know that it is gone, and what it hides would be shown.
 */
export async function forgetObject(ctx: Context, input: ForgottenObject): Promise<void> {
  await mutate(ctx, async (unit) => {
    const gateway = await lockGateway(unit.tx, ctx.actor, input.gatewayId);
    authorize(ctx.actor, 'gateway.change');
    const found = isId(input.id) ? await readObject(unit.tx, gateway.id, input) : null;
    if (!found) throw notFound();
    if (!found.isEntered && found.missingSince === null) {
      throw conflict('The gateway has it, so the next synchronization would bring it back.');
    }
    const usedBy = await whatUses(unit.tx, gateway.id, input.object, found.name);
    if (usedBy.length > 0) throw conflict(`It is still needed by ${usedBy.join(', ')}. Change that first.`);
    const table = input.object === 'api' ? gatewayApis : gatewayPolicies;
    await unit.tx.delete(table).where(eq(table.id, found.id));
    const detail = { object: input.object, id: found.name };
    await unit.audit('gateway.object_forgotten', { kind: 'gateway', id: gateway.id }, detail);
  });
}

type Found = { id: string; name: string; isEntered: boolean; missingSince: Date | null };

async function readObject(tx: Transaction, gatewayId: string, { object, id }: ForgottenObject): Promise<Found | null> {
  const kept = <Name>(table: typeof gatewayApis | typeof gatewayPolicies, name: Name) => ({
    ...{ id: table.id, name, isEntered: table.isEntered, missingSince: table.missingSince },
  });
  const [row] =
    object === 'api'
      ? await tx
          .select(kept(gatewayApis, gatewayApis.apiId))
          .from(gatewayApis)
          .where(and(eq(gatewayApis.id, id), eq(gatewayApis.gatewayId, gatewayId)))
      : await tx
          .select(kept(gatewayPolicies, gatewayPolicies.policyId))
          .from(gatewayPolicies)
          .where(and(eq(gatewayPolicies.id, id), eq(gatewayPolicies.gatewayId, gatewayId)));
  return row ?? null;
}

/** Names of the products and plans that are made of it. */
async function whatUses(tx: Transaction, gatewayId: string, object: 'api' | 'policy', id: string): Promise<string[]> {
  const ofApi = sql`select product.display_name as name from products product
    where product.gateway_id = ${gatewayId} and exists (select from product_apis api
      where api.product_id = product.id and api.gateway_api_id = ${id})`;
  const ofPolicy = sql`select display_name as name from products
      where gateway_id = ${gatewayId} and access_policy_id = ${id}
    union all select display_name from plans where gateway_id = ${gatewayId} and limits_policy_id = ${id}`;
  const { rows } = await tx.execute<{ name: string }>(
    sql`${object === 'api' ? ofApi : ofPolicy} order by name limit 5`,
  );
  return rows.map(({ name }) => name);
}
