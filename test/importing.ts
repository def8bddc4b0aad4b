import { type ImportInput, importCredential } from '@/core/credentials/import-credential';
import type { DemoGateway } from '@/gateway/demo/start-demo-gateway';
import { TEST_GATEWAY_SECRET } from './provisioning';
import type { Stage } from './provisioning-stage';

/** A key that somebody made at the gateway without the portal, with a hash where the gateway tells one. */
export async function foreignKey(
  gateway: DemoGateway,
  session: Record<string, unknown> = {},
): Promise<{ key: string; hash: string }> {
  const answer = await controlCall(gateway, 'POST', 'create', {
    org_id: gateway.orgId,
    apply_policies: ['acl-maps', 'plan-partner'],
    meta_data: { customer_id: 'cus_7' },
    ...session,
  });
  return { key: String(answer.key), hash: String(answer.key_hash ?? '') };
}

/** One call to the control API beside the portal. */
export async function controlCall(
  gateway: DemoGateway,
  method: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${gateway.url}/tyk/keys/${path}`, {
    method,
    headers: { 'x-tyk-authorization': TEST_GATEWAY_SECRET },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Record<string, unknown>;
}

/** What is attached to what, unless told: to Ledger, on Standard, for Payments and Weather. */
export function importOf(stage: Stage, named: Partial<ImportInput>): ImportInput {
  const { ledger, standard, payments, weather } = stage.world;
  return { appId: ledger.id, planId: standard.id, productIds: [payments.id, weather.id], ...named };
}

/** A key that was made without the portal and is attached, active and settled. */
export async function attachedKey(stage: Stage, by: 'key' | 'hash' = 'key', more: Partial<ImportInput> = {}) {
  const { key, hash } = await foreignKey(stage.gateway);
  const named = by === 'key' ? { key } : { keyHash: hash };
  const made = await importCredential(stage.as(stage.world.alan), importOf(stage, { ...named, ...more }));
  await stage.settle();
  return { ...made, key, hash };
}

/** What the gateway holds under this key, seen from outside. */
export function heldKey(gateway: DemoGateway, key: string) {
  return gateway.keys().find((held) => held.key === key);
}
