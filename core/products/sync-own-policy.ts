import type { Unit } from '../mutate';

/** Orders that the gateway's policy follows the product, where the portal keeps it. */
export async function syncOwnPolicy(unit: Unit, product: { id: string; ownsPolicy: boolean }): Promise<void> {
  if (product.ownsPolicy) await unit.enqueue({ kind: 'policy.sync', owner: 'product', ownerId: product.id });
}
