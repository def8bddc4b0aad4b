import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { accessRequests, auditEvents, cartItems, gatewayPolicies, productAnnouncements, products } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { draftProduct, gatewayPolicy } from '@/test/products';
import { seedWorld } from '@/test/world';
import { addToCart } from '../cart/add';
import { submitCartGroup } from '../cart/submit';
import type { Context } from '../context';
import { createProduct } from './create';
import { deleteProduct } from './delete';
import { deprecateProduct } from './deprecate';
import { publishProduct } from './publish';
import { retireProduct } from './retire';
import { undeprecateProduct } from './undeprecate';
import { unpublishProduct } from './unpublish';

const states = ['draft', 'published', 'deprecated', 'retired'] as const;
type State = (typeof states)[number];
type Of = { productId: string };

const steps: Record<string, { act: (ctx: Context, of: Of) => Promise<unknown>; leads: Partial<Record<State, State>> }> =
  {
    publish: { act: publishProduct, leads: { draft: 'published', retired: 'published' } },
    unpublish: { act: unpublishProduct, leads: { published: 'draft' } },
    deprecate: {
      act: (ctx, of) => deprecateProduct(ctx, { ...of, sunsetOn: '2099-01-31', note: 'Use v2.' }),
      leads: { published: 'deprecated', deprecated: 'deprecated' },
    },
    undeprecate: { act: undeprecateProduct, leads: { deprecated: 'published' } },
    retire: { act: retireProduct, leads: { published: 'retired', deprecated: 'retired' } },
  };

test.each(Object.keys(steps).flatMap((step) => states.map((state) => [step, state] as const)))(
  '%s of a product that is %s goes where the table says, or is refused',
  (step, state) =>
    inSandbox(async (db) => {
      const world = await seedWorld(db);
      const { productId } = await draftProduct(db, world);
      const sunsetOn = state === 'deprecated' ? '2099-01-01' : null;
      await db.update(products).set({ state, sunsetOn, summary: 'Sky.' }).where(eq(products.id, productId));
      const { act, leads } = steps[step] ?? { act: publishProduct, leads: {} };
      const became = await outcome(act(contextFor(db, world.alan), { productId }));
      const [after] = await db.select({ state: products.state }).from(products).where(eq(products.id, productId));
      expect([became, after?.state]).toEqual(leads[state] ? ['ok', leads[state]] : ['conflict', state]);
    }),
);

test('a draft is published only with a summary, a catalog, an API and a policy that the gateway has', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const policyId = await gatewayPolicy(db, world);
    const { productId } = await createProduct(ctx, { name: 'Tides', access: { kind: 'existing', policyId } });
    await db.update(gatewayPolicies).set({ missingSince: new Date() }).where(eq(gatewayPolicies.id, policyId));
    const refusal = publishProduct(ctx, { productId });
    await expect(refusal).rejects.toMatchObject({ code: 'conflict' });
    const words = await refusal.catch((error: Error) => error.message);
    for (const word of ['summary', 'catalog', 'API', 'policy']) expect(words).toContain(word);
  }));

test('what anybody ever asked for, or is not a draft, is not deleted', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const { productId } = await draftProduct(db, world);
    await db.update(products).set({ state: 'retired' }).where(eq(products.id, productId));
    await expect(deleteProduct(ctx, { productId })).rejects.toMatchObject({ code: 'conflict' });
    await db.update(products).set({ state: 'draft' }).where(eq(products.id, productId));
    await deleteProduct(ctx, { productId });
    expect(await db.select().from(products).where(eq(products.id, productId))).toEqual([]);
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.event, 'product.deleted'))
      .orderBy(auditEvents.id);
    expect(event?.detail).toMatchObject({ product: 'tides' });
  }));

test('a deprecation is told once, and again only with another last day', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const { productId } = await draftProduct(db, world);
    await db.update(products).set({ state: 'published' }).where(eq(products.id, productId));
    const told = () => db.select().from(productAnnouncements).where(eq(productAnnouncements.productId, productId));
    const deprecate = (sunsetOn: string, note: string) => deprecateProduct(ctx, { productId, sunsetOn, note });
    expect(await deprecate('2099-01-31', '')).toEqual({ isAnnounced: true });
    expect(await deprecate('2099-01-31', 'Use v2.')).toEqual({ isAnnounced: false });
    expect(await told()).toHaveLength(1);
    expect(await deprecate('2099-02-28', 'Use v2.')).toEqual({ isAnnounced: true });
    expect(await told()).toHaveLength(2);
  }));

test('the note of a product whose last day has passed can still be changed', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const { productId } = await draftProduct(db, world);
    await db.update(products).set({ state: 'deprecated', sunsetOn: '2001-01-01' }).where(eq(products.id, productId));
    expect(await deprecateProduct(ctx, { productId, sunsetOn: '2001-01-01', note: 'Use v2.' })).toEqual({
      isAnnounced: false,
    });
  }));

test.each(['2099-02-30', 'soon', '2001-01-01', '3000-01-01'])('%s is no last day [V-13]', (sunsetOn) =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { productId } = await draftProduct(db, world);
    await db.update(products).set({ state: 'published' }).where(eq(products.id, productId));
    const input = { productId, sunsetOn, note: '' };
    await expect(deprecateProduct(contextFor(db, world.alan), input)).rejects.toMatchObject({ code: 'invalid' });
  }),
);

// Without `for update` in lockProduct several win.
test('of a crowd that publishes, and then retires, one does it', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const { productId } = await draftProduct(db, world);
    await db.update(products).set({ summary: 'Sky.' }).where(eq(products.id, productId));
    const admin = (index: number) => contextFor(db, index % 2 === 0 ? world.alan : world.priya);
    const published = await crowd((index) => publishProduct(admin(index), { productId }));
    expect(published.won).toHaveLength(1);
    for (const error of published.refused) expect(error).toMatchObject({ code: 'conflict' });
    const retired = await crowd((index) => retireProduct(admin(index), { productId }));
    expect(retired.won).toHaveLength(1);
    for (const error of retired.refused) expect(error).toMatchObject({ code: 'conflict' });
    const events = await db.select({ event: auditEvents.event }).from(auditEvents).orderBy(auditEvents.id);
    expect(events.filter(({ event }) => event === 'product.retired')).toHaveLength(1);
  }));

test.each([1, 2, 3])('after submits against a retirement no request waits for a retired product (%i)', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const { publicCatalog, payments, standard } = world;
    const people = [world.ada, world.tom, world.eve, world.mallory, world.dora, world.dan];
    for (const person of people) {
      await addToCart(contextFor(db, person), { catalogSlug: publicCatalog.slug, productSlug: payments.slug });
    }
    const submit = async (index: number): Promise<unknown> => {
      const person = people[index];
      if (!person) return retireProduct(contextFor(db, world.alan), { productId: payments.id });
      return submitCartGroup(contextFor(db, person), {
        catalogId: publicCatalog.id,
        planId: standard.id,
        app: { kind: 'new', name: `App ${index}` },
        answers: {},
        submissionKey: `race-${index}`,
      });
    };
    const { refused } = await crowd(submit, people.length + 1);
    for (const error of refused) expect(error).toMatchObject({ name: 'DomainError' });
    const [product] = await db.select({ state: products.state }).from(products).where(eq(products.id, payments.id));
    expect(product?.state).toBe('retired');
    const waiting = await db.select().from(accessRequests).where(eq(accessRequests.status, 'pending'));
    expect(waiting).toEqual([]);
    expect(await db.select().from(cartItems).where(eq(cartItems.productId, payments.id))).toEqual([]);
  }),
);
