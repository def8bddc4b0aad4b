import { randomUUID } from 'node:crypto';
import { addToCart } from '@/core/cart/add';
import { type CartSubmission, submitCartGroup } from '@/core/cart/submit';
import type { Actor } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { contextFor } from './harness';
import type { World } from './world';

/**
 * Somebody's cart (Ada's unless told) holds Payments of the public catalog; this is what the form sends, and sending
 * it.
 */
export async function asking(db: Database, world: World, more: Partial<CartSubmission> = {}, actor: Actor = world.ada) {
  await addToCart(contextFor(db, actor), { catalogSlug: 'public', productSlug: 'payments' });
  const form: CartSubmission = {
    catalogId: world.publicCatalog.id,
    gatewayId: world.gateway.id,
    planId: world.standard.id,
    app: { kind: 'new', name: 'Harbour lights' },
    answers: {},
    submissionKey: randomUUID(),
    ...more,
  };
  return {
    form,
    submit: (change: Partial<CartSubmission> = {}) => submitCartGroup(contextFor(db, actor), { ...form, ...change }),
  };
}
