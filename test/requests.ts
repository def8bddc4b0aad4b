import { randomUUID } from 'node:crypto';
import { addToCart } from '@/core/cart/add';
import { submitCartGroup } from '@/core/cart/submit';
import type { Actor } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { contextFor } from './harness';
import type { World } from './world';

/** A request as it comes about in life: the product in the cart, the form sent. By Ada for Payments unless told. */
export async function seedRequest(
  db: Database,
  world: World,
  wish: { by?: Actor; plan?: { id: string }; app?: { id: string } | string } = {},
): Promise<{ requestId: string; appId: string }> {
  const ctx = contextFor(db, wish.by ?? world.ada);
  await addToCart(ctx, { catalogSlug: 'public', productSlug: 'payments' });
  const { app = 'Harbour lights' } = wish;
  return submitCartGroup(ctx, {
    catalogId: world.publicCatalog.id,
    planId: wish.plan?.id ?? world.standard.id,
    app: typeof app === 'string' ? { kind: 'new', name: app } : { kind: 'existing', appId: app.id },
    answers: {},
    submissionKey: randomUUID(),
  });
}
