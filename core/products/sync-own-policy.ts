import { orderOwnPolicy } from '../gateways/own-policy';
import type { Unit } from '../mutate';

type Owner = { id: string; displayName: string; gatewayId: string | null; ownsPolicy: boolean };

/** Orders that the gateway's policy follows the product: one that the portal keeps, or has stopped to keep. */
export async function syncOwnPolicy(unit: Unit, before: Owner, after: Partial<Owner> = {}): Promise<void> {
  const now = { ...before, ...after };
  if (!before.ownsPolicy && !now.ownsPolicy) return;
  const owned = now.ownsPolicy && now.gatewayId ? { gatewayId: now.gatewayId, name: now.displayName } : null;
  await orderOwnPolicy(unit, { owner: 'product', ownerId: before.id, owned });
}
