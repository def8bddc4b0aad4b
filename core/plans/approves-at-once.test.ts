import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { plans, settings } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { addToCart } from '../cart/add';
import { getCart } from '../cart/get-cart';
import { browseOffer } from '../catalogs/browse-offer';
import { readOffers } from '../products/read-offers';

test('people are told before they ask whether a plan approves at once, also where the portal says so', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.ada);
    await addToCart(ctx, { catalogSlug: 'public', productSlug: 'payments' });
    const told = async () => {
      const [group] = (await getCart(ctx)).groups;
      const offers = await readOffers(ctx, { productId: world.payments.id });
      const { choices } = await browseOffer(ctx, { filter: {} });
      const ofStandard = (all: readonly { name: string; autoApprove: boolean }[] = []) =>
        all.find(({ name }) => name === 'standard')?.autoApprove;
      return {
        inTheCart: ofStandard(group?.plans),
        onItsPage: ofStandard(offers.find(({ catalogSlug }) => catalogSlug === 'public')?.plans),
        onRequest: choices.prices.find(({ value }) => value === 'on_request')?.count,
      };
    };
    expect(await told()).toEqual({ inTheCart: false, onItsPage: false, onRequest: 3 });
    await db.update(settings).set({ decidedBy: 'auto' });
    expect(await told()).toEqual({ inTheCart: true, onItsPage: true, onRequest: 0 });
    await db.update(plans).set({ decidedBy: 'admin' }).where(eq(plans.id, world.standard.id));
    expect(await told()).toMatchObject({ inTheCart: false, onItsPage: false });
  }));
