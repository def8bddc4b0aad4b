import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Context } from '@/core/context';
import type { Database } from '@/db/client';
import { catalogProducts, catalogs, gatewayPolicies, pages, productGuides, products, settings } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { outcome } from '@/test/outcome';
import { seedWorld } from '@/test/world';
import { drawable } from './drawable';
import { getGuideCard, getPortalCard, getProductCard } from './get-card';
import { listPublicAddresses } from './public-addresses';

async function addresses(ctx: Pick<Context, 'db'>): Promise<string[]> {
  const all: string[] = [];
  for await (const batch of listPublicAddresses(ctx)) all.push(...batch.map(({ path }) => path));
  return all;
}

/** A guide for each product, and a page of each kind. */
async function publish(db: Database): Promise<void> {
  for (const { id } of await db.select({ id: products.id }).from(products)) {
    await db.insert(productGuides).values({ productId: id, slug: 'start', title: 'Start', body: 'Go.' });
  }
  await db.insert(pages).values([
    { slug: 'about', title: 'About', isPublished: true },
    { slug: 'draft', title: 'Draft' },
    { slug: 'inside', title: 'Inside', isPublished: true, audience: 'signed_in' },
  ]);
}

/** The products of public catalogs, as the world has them: the plain model beside the rule in SQL. */
async function publicProducts(db: Database): Promise<string[]> {
  const rows = await db
    .select({ slug: products.slug, state: products.state, visibility: catalogs.visibility })
    .from(products)
    .innerJoin(catalogProducts, eq(catalogProducts.productId, products.id))
    .innerJoin(catalogs, eq(catalogs.id, catalogProducts.catalogId));
  const open = rows.filter(
    ({ state, visibility }) => state !== 'draft' && state !== 'retired' && visibility === 'public',
  );
  return [...new Set(open.map(({ slug }) => slug))].sort();
}

// Put ctx.actor in the place of `anonymous` in any of its queries, and this must fail.
test('the sitemap has what a stranger may see and nothing else, whoever asks for it', () =>
  inSandbox(async (db) => {
    const { priya } = await seedWorld(db);
    await publish(db);
    const open = await publicProducts(db);
    expect(open.length).toBeGreaterThan(0);
    const found = await addresses(contextFor(db, priya));
    expect(found.filter((path) => /^\/products\/[^/]+$/.test(path))).toEqual(open.map((slug) => `/products/${slug}`));
    const guides = open.map((slug) => `/products/${slug}/guides/start`);
    expect(found.filter((path) => path.includes('/guides/')).sort()).toEqual(guides);
    expect(found.filter((path) => path.startsWith('/pages/'))).toEqual(['/pages/about']);
    expect(found.slice(0, 2)).toEqual(['/', '/catalogs']);
    const publicCatalogs = await db.select().from(catalogs).where(eq(catalogs.visibility, 'public'));
    expect(found.filter((path) => path.startsWith('/catalogs/'))).toEqual(
      publicCatalogs.map(({ slug }) => `/catalogs/${slug}`),
    );
  }));

test('a closed portal tells strangers nothing of the offer: not in the sitemap, not on a card', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await publish(db);
    const [slug = ''] = await publicProducts(db);
    await db.update(settings).set({ signedInOnly: true, headline: 'Secret lamps', welcome: 'Secret too' });
    const ctx = contextFor(db, world.ada);
    expect(await addresses(ctx)).toEqual(['/pages/about']);
    await expect(getProductCard(ctx, { product: slug })).rejects.toMatchObject({ code: 'not_found' });
    await expect(getGuideCard(ctx, { product: slug, guide: 'start' })).rejects.toMatchObject({ code: 'not_found' });
    expect(JSON.stringify(await getPortalCard(ctx))).not.toContain('Secret');
  }));

test('there are cards of what strangers may see, for nobody of anything else', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await publish(db);
    const open = await publicProducts(db);
    const ctx = contextFor(db, world.priya);
    for (const { slug } of await db.select({ slug: products.slug }).from(products)) {
      const expected = open.includes(slug) ? 'ok' : 'not_found';
      expect([slug, await outcome(getProductCard(ctx, { product: slug }))]).toEqual([slug, expected]);
      expect([slug, await outcome(getGuideCard(ctx, { product: slug, guide: 'start' }))]).toEqual([slug, expected]);
    }
    for (const odd of ['nope', '../x', 'A', '\0']) {
      await expect(getProductCard(ctx, { product: odd })).rejects.toMatchObject({ code: 'not_found' });
    }
  }));

test('a product whose policy vanished from the gateway leaves the sitemap', () =>
  inSandbox(async (db) => {
    const { priya } = await seedWorld(db);
    const [product] = await db
      .select()
      .from(products)
      .where(eq(products.slug, (await publicProducts(db))[0] ?? ''));
    if (!product?.gatewayId || !product.accessPolicyId)
      throw new Error('the world has no public product with a policy');
    const policy = {
      gatewayId: product.gatewayId,
      policyId: product.accessPolicyId,
      name: 'x',
      missingSince: new Date(),
    };
    await db.insert(gatewayPolicies).values(policy);
    expect(await addresses(contextFor(db, priya))).not.toContain(`/products/${product.slug}`);
  }));

test('a card has only what its font can draw', () => {
  expect(drawable('Größe – Цена  ₿ 🚀 now', 50)).toBe('Größe – Цена now');
  expect(drawable('天気 API', 50)).toBeNull();
  expect(drawable('🚀', 50)).toBe('');
  expect(drawable('one two three', 7)).toBe('one two …');
});
