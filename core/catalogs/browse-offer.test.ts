import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { catalogPlans, plans, products } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { castOf, seedWorld } from '@/test/world';
import { listProducts } from '../products/list-products';
import { browseOffer } from './browse-offer';
import { getCatalog } from './get-catalog';

const slugs = (of: { products: readonly { slug: string }[] }) => of.products.map(({ slug }) => slug).sort();
const counts = (choices: readonly { value: string; count: number }[]) =>
  Object.fromEntries(choices.map(({ value, count }) => [value, count]));

describe('the list of products', () => {
  // Delete `visibleProducts` from readTraits and this must fail.
  test('shows everybody what they may see, of all catalogs and of each', { timeout: 120_000 }, () =>
    inSandbox(async (db) => {
      const cast = castOf(await seedWorld(db));
      for (const [name, actor] of Object.entries(cast)) {
        const ctx = contextFor(db, actor);
        const all = await browseOffer(ctx, { filter: {} });
        expect(slugs(all), name).toEqual(slugs({ products: await listProducts(ctx) }));
        for (const { value, count } of all.choices.catalogs) {
          const one = await browseOffer(ctx, { catalog: value, filter: {} });
          expect(slugs(one), `${name} in ${value}`).toEqual(slugs(await getCatalog(ctx, { slug: value })));
          expect(one.found, `${name} in ${value}`).toBe(count);
          expect(slugs(await browseOffer(ctx, { filter: { shelf: value } })), value).toEqual(slugs(one));
        }
      }
    }),
  );

  test('a catalog for others, one that never was and nonsense answer the same', () =>
    inSandbox(async (db) => {
      const { eve } = await seedWorld(db);
      for (const catalog of ['partners', 'never-was', '\0', '']) {
        await expect(browseOffer(contextFor(db, eve), { catalog, filter: {} })).rejects.toMatchObject({
          code: 'not_found',
        });
      }
      expect((await browseOffer(contextFor(db, eve), { filter: { shelf: 'partners' } })).products).toEqual([]);
    }));

  test('is narrowed by tag, authentication and price; each choice says how many it would leave', () =>
    inSandbox(async (db) => {
      const { ada, publicCatalog, payments, weather, free, ledgerApi } = await seedWorld(db);
      await db
        .update(products)
        .set({ tags: ['money', 'core'] })
        .where(eq(products.id, payments.id));
      await db
        .update(products)
        .set({ tags: ['core'], gatewayId: null, accessPolicyId: null })
        .where(eq(products.id, weather.id));
      await db
        .update(products)
        .set({ tags: ['money'] })
        .where(eq(products.id, ledgerApi.id));
      await db.delete(catalogPlans).where(eq(catalogPlans.planId, free.id));
      await db.insert(catalogPlans).values({ catalogId: publicCatalog.id, planId: free.id });
      const ctx = contextFor(db, ada);

      const all = await browseOffer(ctx, { filter: {} });
      expect(counts(all.choices.tags)).toEqual({ core: 2, money: 2 });
      expect(counts(all.choices.authentication)).toEqual({ key: 2, none: 1 });
      expect(counts(all.choices.prices)).toEqual({ free: 1, on_request: 2 });

      const money = await browseOffer(ctx, { filter: { tag: 'money', price: 'free' } });
      expect(slugs(money)).toEqual(['payments']);
      // Beside the price alone: another tag could be chosen instead.
      expect(counts(money.choices.tags)).toEqual({ core: 1, money: 1 });
      expect(counts(money.choices.prices)).toEqual({ free: 1, on_request: 2 });
      expect(slugs(await browseOffer(ctx, { filter: { authentication: 'none' } }))).toEqual(['weather']);
      expect(slugs(await browseOffer(ctx, { filter: { q: 'pay' } }))).toEqual(['payments']);
      // A price is that of the catalog that is looked at.
      expect(slugs(await browseOffer(ctx, { catalog: 'partners', filter: { price: 'free' } }))).toEqual([]);
      expect((await browseOffer(ctx, { filter: { tag: 'nothing' } })).offered).toBe(3);
    }));

  test('a plan that cannot be chosen gives no price', () =>
    inSandbox(async (db) => {
      const { ada, free } = await seedWorld(db);
      await db.update(plans).set({ isArchived: true }).where(eq(plans.id, free.id));
      const { choices } = await browseOffer(contextFor(db, ada), { filter: {} });
      expect(counts(choices.prices)).toMatchObject({ free: 0 });
    }));

  // Leave the Set out of readTraits and this must fail.
  test('a product counts once in a catalog, whatever gateways its plans are for', () =>
    inSandbox(async (db) => {
      const { ada, free } = await seedWorld(db);
      const before = (await browseOffer(contextFor(db, ada), { filter: {} })).choices;
      await db.update(plans).set({ gatewayId: null, limitsPolicyId: null }).where(eq(plans.id, free.id));
      expect((await browseOffer(contextFor(db, ada), { filter: {} })).choices).toEqual(before);
    }));

  test('comes page by page', () =>
    inSandbox(async (db) => {
      const { ada, publicCatalog } = await seedWorld(db);
      await db.execute(sql`with made as (insert into products (id, slug, display_name, state)
          select gen_random_uuid(), 'extra-' || at, 'Extra ' || lpad(at::text, 3, '0'), 'published' from generate_series(1, 70) at
          returning id)
        insert into catalog_products (catalog_id, product_id, position) select ${publicCatalog.id}, id, 9 from made`);
      const ctx = contextFor(db, ada);
      const first = await browseOffer(ctx, { filter: {} });
      const second = await browseOffer(ctx, { filter: {}, page: 2 });
      expect([first.products.length, second.products.length, first.found, first.pages]).toEqual([60, 13, 73, 2]);
      expect(new Set([...slugs(first), ...slugs(second)]).size).toBe(73);
      expect((await browseOffer(ctx, { filter: {}, page: 99 })).page).toBe(2);
    }));
});
