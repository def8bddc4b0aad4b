import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import {
  apiDocuments,
  catalogPlans,
  catalogProducts,
  gateways,
  plans,
  productApis,
  productChanges,
  productGuides,
  products,
} from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { castOf, seedWorld } from '@/test/world';
import { addToCart } from '../cart/add';
import { browseOffer } from '../catalogs/browse-offer';
import { anonymous } from '../identity/actor';
import { baseUrl } from './base-url';
import { getGuide } from './get-guide';
import { getProduct } from './get-product';
import { listFeatured } from './list-featured';
import { listProducts } from './list-products';

/** Payments and weather are public, ledger is for Acme and its team Backend, maps is a draft. */
const SEES: Record<string, string[]> = {
  ada: ['ledger', 'payments', 'weather'],
  tom: ['ledger', 'payments', 'weather'],
  priya: ['ledger', 'maps', 'payments', 'weather'],
  alan: ['ledger', 'maps', 'payments', 'weather'],
  arun: ['ledger', 'maps', 'payments', 'weather'],
  audrey: ['ledger', 'maps', 'payments', 'weather'],
};
const PUBLIC = ['payments', 'weather'];

const refusal = (loading: Promise<unknown>) =>
  loading.then(
    () => 'shown',
    (error: unknown) => error,
  );

test('everybody sees exactly the products of their catalogs, in the list and by name', () =>
  inSandbox(async (db) => {
    const cast = castOf(await seedWorld(db));
    for (const [name, actor] of Object.entries(cast)) {
      const ctx = contextFor(db, actor);
      const expected = SEES[name] ?? PUBLIC;
      expect(
        (await listProducts(ctx)).map(({ slug }) => slug),
        name,
      ).toEqual(expected);
      for (const slug of ['ledger', 'maps', 'payments', 'weather']) {
        const outcome = await refusal(getProduct(ctx, { slug }));
        expect(outcome === 'shown', `${name} opens ${slug}`).toBe(expected.includes(slug));
      }
    }
  }));

// Delete `visibleProducts` from getProduct and getGuide and this must fail.
test('a product of another organization, a draft and nothing at all answer the same', () =>
  inSandbox(async (db) => {
    const { eve, ledgerApi, secretDraft } = await seedWorld(db);
    for (const { id } of [ledgerApi, secretDraft]) {
      await db.insert(productGuides).values({ productId: id, slug: 'start', title: 'Start', body: 'Hello' });
    }
    const ctx = contextFor(db, eve);
    const outcomes = await Promise.all([
      ...['ledger', 'maps', 'never-was', '', "x' or true --", '\0', '../payments'].map((slug) =>
        refusal(getProduct(ctx, { slug })),
      ),
      ...['ledger', 'maps', 'never-was', '\0'].map((product) => refusal(getGuide(ctx, { product, guide: 'start' }))),
      refusal(getGuide(ctx, { product: 'payments', guide: '\0' })),
    ]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ code: 'not_found' });
      expect(outcome).toEqual(outcomes[2]);
    }
  }));

test('a product says what each visible catalog offers, and nothing of the others', () =>
  inSandbox(async (db) => {
    const { ada, eve, priya, internalCatalog, payments } = await seedWorld(db);
    await db.insert(catalogProducts).values({ catalogId: internalCatalog.id, productId: payments.id });
    const catalogsFor = async (actor: typeof ada | typeof priya | typeof anonymous) =>
      (await getProduct(contextFor(db, actor), { slug: 'payments' })).offers.map(({ catalogSlug }) => catalogSlug);

    expect(await catalogsFor(anonymous)).toEqual(['public']);
    expect(await catalogsFor(eve)).toEqual(['internal', 'public']);
    expect(await catalogsFor(ada)).toEqual(['internal', 'partners', 'public']);
    expect(await catalogsFor(priya)).toEqual(['internal', 'partners', 'public']);
  }));

test('plans that cannot be chosen are not offered', () =>
  inSandbox(async (db) => {
    const { ada, gateway, publicCatalog, standard } = await seedWorld(db);
    const other = newId();
    await db.insert(gateways).values({ ...gateway, id: other, name: 'other', fromEnvironment: false });
    const elsewhere = newId();
    await db.insert(plans).values({
      ...{ id: elsewhere, slug: 'elsewhere', displayName: 'elsewhere' },
      ...{ gatewayId: other, limitsPolicyId: 'limits' },
    });
    await db.insert(catalogPlans).values({ catalogId: publicCatalog.id, planId: elsewhere });
    await db.update(plans).set({ isArchived: true }).where(eq(plans.id, standard.id));
    const ctx = contextFor(db, ada);

    const { offers } = await getProduct(ctx, { slug: 'payments' });
    expect(offers.find(({ catalogSlug }) => catalogSlug === 'public')?.plans.map(({ slug }) => slug)).toEqual(['free']);
    const [card] = await listProducts(ctx, { q: 'payments' });
    expect(card).toMatchObject({ plans: 1, approval: 'auto', catalogs: [{ slug: 'partners' }, { slug: 'public' }] });
  }));

test('a product knows the catalogs in which it is in the cart of whoever looks', () =>
  inSandbox(async (db) => {
    const { ada, tom } = await seedWorld(db);
    await addToCart(contextFor(db, ada), { catalogSlug: 'partners', productSlug: 'payments' });
    const inCart = async (actor: typeof ada | typeof anonymous) =>
      (await getProduct(contextFor(db, actor), { slug: 'payments' })).offers
        .filter(({ isInCart }) => isInCart)
        .map(({ catalogSlug }) => catalogSlug);

    expect(await inCart(ada)).toEqual(['partners']);
    expect(await inCart(tom)).toEqual([]);
    expect(await inCart(anonymous)).toEqual([]);
  }));

test('an API says where it is called and whether its documentation is there', () =>
  inSandbox(async (db) => {
    const { ada, gateway, payments } = await seedWorld(db);
    await db.update(gateways).set({ proxyUrl: 'https://api.example.test/' }).where(eq(gateways.id, gateway.id));
    await documented(db, 'payments', ['superseded', 'live', 'processing']);
    await db.insert(productApis).values([
      { productId: payments.id, slug: 'next', name: 'next', listenPath: '/next/v2/', position: 1 },
      { productId: payments.id, slug: 'none', name: 'none', position: 2 },
    ]);
    await documented(db, 'next', ['failed', 'processing']);
    await documented(db, 'none', ['failed']);

    const { apis } = await getProduct(contextFor(db, ada), { slug: 'payments' });
    expect(apis).toEqual([
      { ...named('payments'), baseUrl: 'https://api.example.test/payments', documentation: 'live', version: 2 },
      { ...named('next'), baseUrl: 'https://api.example.test/next/v2', documentation: 'being_prepared', version: null },
      { ...named('none'), baseUrl: null, documentation: 'none', version: null },
    ]);
  }));

test('base URLs are joined by exactly one slash', () => {
  expect(baseUrl('http://gw:8080', '/pets/')).toBe('http://gw:8080/pets');
  expect(baseUrl('http://gw:8080/', 'pets')).toBe('http://gw:8080/pets');
  expect(baseUrl('http://gw:8080/edge//', '//pets/v1')).toBe('http://gw:8080/edge/pets/v1');
  expect(baseUrl('http://gw:8080/', '/')).toBe('http://gw:8080');
});

test('a product without a gateway is documentation only: no plan, no key', () =>
  inSandbox(async (db) => {
    const { ada, weather } = await seedWorld(db);
    await db.update(products).set({ gatewayId: null, accessPolicyId: null }).where(eq(products.id, weather.id));
    const ctx = contextFor(db, ada);
    expect(await getProduct(ctx, { slug: 'weather' })).toMatchObject({
      isDocumentationOnly: true,
      isRequestable: false,
      apis: [{ baseUrl: null }],
    });
    const [card] = await listProducts(ctx, { q: 'weather' });
    expect(card).toMatchObject({ isDocumentationOnly: true, plans: 0, approval: null });
  }));

test('a draft that an admin looks at cannot be asked for', () =>
  inSandbox(async (db) => {
    const { priya } = await seedWorld(db);
    expect(await getProduct(contextFor(db, priya), { slug: 'maps' })).toMatchObject({
      state: 'draft',
      isRequestable: false,
    });
  }));

test('what admins write cannot run in the page [V-02]', () =>
  inSandbox(async (db) => {
    const { ada, payments } = await seedWorld(db);
    const hostile = '<img src=x onerror=alert(1)> [click](javascript:alert(2)) <svg/onload=alert(3)> **bold**';
    await db.update(products).set({ description: hostile }).where(eq(products.id, payments.id));
    const productId = payments.id;
    await db.insert(productGuides).values({ productId, slug: 'start', title: 'Start', body: hostile });
    await db.insert(productChanges).values({ productId, title: 'New', body: hostile, publishedOn: '2026-11-01' });
    const ctx = contextFor(db, ada);

    const { description, changes } = await getProduct(ctx, { slug: 'payments' });
    const { body } = await getGuide(ctx, { product: 'payments', guide: 'start' });
    for (const html of [description, changes[0]?.body ?? '', body]) {
      expect(html).toContain('<strong>bold</strong>');
      expect(html).not.toMatch(/<[^>]*(onerror|onload|javascript:|<svg)/i);
    }
  }));

test('guides come in their order, each with its neighbours', () =>
  inSandbox(async (db) => {
    const { ada, payments } = await seedWorld(db);
    const productId = payments.id;
    await db.insert(productGuides).values([
      { productId, slug: 'second', title: 'A second', body: 'two', position: 2 },
      { productId, slug: 'first', title: 'The first', body: 'one', position: 1 },
    ]);
    const guide = await getGuide(contextFor(db, ada), { product: 'payments', guide: 'second' });
    expect(guide).toMatchObject({ productName: 'payments', title: 'A second', body: '<p>two</p>' });
    expect(guide.guides.map(({ slug }) => slug)).toEqual(['first', 'second']);
  }));

test('a list is narrowed by catalog, tag and words; wildcards are letters', () =>
  inSandbox(async (db) => {
    const { ada, eve, payments, weather, publicCatalog } = await seedWorld(db);
    await db
      .update(products)
      .set({ displayName: '100% Payments', summary: 'Move money', tags: ['money', 'core'], isFeatured: true })
      .where(eq(products.id, payments.id));
    await db
      .update(products)
      .set({ tags: ['core'] })
      .where(eq(products.id, weather.id));
    await db.update(catalogProducts).set({ position: 5 }).where(eq(catalogProducts.productId, payments.id));
    const ctx = contextFor(db, ada);
    const found = async (filter: Parameters<typeof listProducts>[1]) =>
      (await listProducts(ctx, filter)).map(({ slug }) => slug);

    expect(await found({})).toEqual(['payments', 'ledger', 'weather']);
    expect(await found({ catalog: publicCatalog.slug })).toEqual(['weather', 'payments']);
    expect(await found({ catalog: 'nowhere' })).toEqual([]);
    expect(await found({ catalog: '\0' })).toEqual([]);
    expect(await listProducts(contextFor(db, eve), { catalog: 'partners' })).toEqual([]);
    expect(await found({ tag: 'core' })).toEqual(['payments', 'weather']);
    expect(await found({ tag: 'co%' })).toEqual([]);
    expect(await found({ tag: 'core\0' })).toEqual(['payments', 'weather']);
    expect(await found({ q: 'MONEY pay' })).toEqual(['payments']);
    expect(await found({ q: '%' })).toEqual(['payments']);
    expect(await found({ q: 'p_yments' })).toEqual([]);
    expect(await found({ q: "' or 1=1 --" })).toEqual([]);
    expect((await listFeatured(ctx)).map(({ slug }) => slug)).toEqual(['payments']);
  }));

test('tags of what somebody may not see stay unknown to them', () =>
  inSandbox(async (db) => {
    const { eve, ledgerApi, secretDraft } = await seedWorld(db);
    await db
      .update(products)
      .set({ tags: ['secret'], isFeatured: true })
      .where(eq(products.id, ledgerApi.id));
    await db
      .update(products)
      .set({ tags: ['draft'], isFeatured: true })
      .where(eq(products.id, secretDraft.id));
    expect((await browseOffer(contextFor(db, eve), { filter: {} })).choices.tags).toEqual([]);
    expect(await listFeatured(contextFor(db, eve))).toEqual([]);
  }));

function named(slug: string) {
  return { slug, name: slug };
}

type DocumentState = (typeof apiDocuments.$inferInsert)['state'];

async function documented(db: Database, apiSlug: string, states: DocumentState[]): Promise<void> {
  const [api] = await db.select({ id: productApis.id }).from(productApis).where(eq(productApis.slug, apiSlug));
  if (!api) throw new Error(`no API ${apiSlug}`);
  for (const [at, state] of states.entries()) {
    const values = { productApiId: api.id, version: at + 1, source: '{}', sourceSha256: `${at}` };
    await db.insert(apiDocuments).values({ ...values, ...(state && { state }) });
  }
}
