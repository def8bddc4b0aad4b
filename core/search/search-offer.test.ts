import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type Actor, anonymous } from '@/core/identity/actor';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { apiDocuments, apiOperations, pages, productApis, productGuides, products } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { castOf, seedWorld, type World } from '@/test/world';
import { QUERY_MAX } from './read-query';
import { FOUND_MAX, searchOffer } from './search-offer';

test('everybody finds the products, guides and operations that they may see, and no others', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await seedTexts(db, world);
    for (const [name, actor] of Object.entries(castOf(world))) {
      const isAdmin = actor.kind === 'admin';
      const seesLedger = isAdmin || name === 'ada' || name === 'tom';
      const expected = [...(seesLedger ? ['ledger'] : []), ...(isAdmin ? ['maps'] : []), 'payments'];
      const found = await searchOffer(contextFor(db, actor), { q: 'harbour' });
      expect(found.products.map(({ slug }) => slug).sort(), name).toEqual(expected);
      expect(found.guides.map(({ productSlug }) => productSlug).sort(), name).toEqual(expected);
      expect(found.operations.map(({ productSlug }) => productSlug).sort(), name).toEqual(expected);
    }
  }));

test('only the operations of the live document are found', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await seedTexts(db, world);
    const ctx = contextFor(db, world.ada);
    const { operations } = await searchOffer(ctx, { q: 'payments /ships' });
    expect(operations).toEqual([
      {
        ...{ productSlug: 'payments', productName: 'payments', apiSlug: 'payments', apiName: 'payments' },
        ...{ slug: 'payments-live', method: 'get', path: '/ships/{id}', summary: 'Ships in harbour' },
      },
    ]);
    await db.update(apiDocuments).set({ state: 'superseded' }).where(eq(apiDocuments.state, 'live'));
    expect((await searchOffer(ctx, { q: 'ships' })).operations).toEqual([]);
  }));

test('wildcards, quotes and control characters in a search are letters like others [V-05]', () =>
  inSandbox(async (db) => {
    const { ada, payments } = await seedWorld(db);
    await db.update(products).set({ displayName: '100% a_b\\c' }).where(eq(products.id, payments.id));
    const found = async (q: string) => (await searchOffer(contextFor(db, ada), { q })).products.map(({ slug }) => slug);

    expect(await found('100%')).toEqual(['payments']);
    expect(await found('a_b')).toEqual(['payments']);
    expect(await found('b\\c')).toEqual(['payments']);
    expect(await found('led_er')).toEqual([]);
    expect(await found('l%r')).toEqual([]);
    expect(await found("ledger' or '1'='1")).toEqual([]);
    expect(await found('led\0 \u001bledger')).toEqual(['ledger']);
    expect(await found('ledger & ! | <-> :* (')).toEqual(['ledger']);
    expect(await found('\ud83d')).toEqual([]);
  }));

test('a search is capped in length, words and results, and nothing finds nothing', () =>
  inSandbox(async (db) => {
    const { ada, payments } = await seedWorld(db);
    const guides = Array.from({ length: FOUND_MAX + 5 }, (_, at) => ({
      ...{ productId: payments.id, slug: `g${at}`, title: `Lamp ${at}`, body: '' },
    }));
    await db.insert(productGuides).values(guides);
    const ctx = contextFor(db, ada);
    expect((await searchOffer(ctx, { q: 'lamp' })).guides).toHaveLength(FOUND_MAX);
    expect(await searchOffer(ctx, { q: ' \n ' })).toEqual({
      q: '',
      products: [],
      guides: [],
      operations: [],
      pages: [],
      isStopped: false,
    });
    expect([...(await searchOffer(ctx, { q: '🚢'.repeat(500) })).q]).toHaveLength(QUERY_MAX);
    expect((await searchOffer(ctx, { q: 'a '.repeat(500) })).q.split(' ')).toHaveLength(8);
  }));

// Leave maySearch out and this must fail.
test('a network of strangers that searches without end is stopped, and nobody else [V-14]', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const search = async (actor: Actor, ip: string) => {
      const found = await searchOffer(contextFor(db, actor, { ip }), { q: 'payments' });
      return found.isStopped ? 'stopped' : found.products.length;
    };
    expect(await search(anonymous, '192.0.2.7')).toBe(1);
    // As if it had searched twelve hundred times.
    await db.execute(sql`update throttles set attempts = 1200 where bucket like 'search:%'`);
    expect(await search(anonymous, '192.0.2.7')).toBe('stopped');
    expect(await search(world.ada, '192.0.2.7')).toBe(1);
    expect(await search(anonymous, '198.51.100.7')).toBe(1);
    await db.execute(sql`update throttles set resets_at = now() where bucket like 'search:%'`);
    expect(await search(anonymous, '192.0.2.7')).toBe(1);
  }));

test('what is called like the search comes first', () =>
  inSandbox(async (db) => {
    const { ada, payments, weather, ledgerApi } = await seedWorld(db);
    const names = new Map([
      [payments.id, 'All about rates'],
      [weather.id, 'Rates and more'],
      [ledgerApi.id, 'Rates'],
    ]);
    for (const [id, displayName] of names) await db.update(products).set({ displayName }).where(eq(products.id, id));
    const found = await searchOffer(contextFor(db, ada), { q: 'rates' });
    expect(found.products.map(({ name }) => name)).toEqual(['Rates', 'Rates and more', 'All about rates']);
  }));

test('words are found by how they begin, in names as people and as programs write them, and in spite of a slip', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await seedTexts(db, world);
    const { id } = world.payments;
    await db
      .update(products)
      .set({ displayName: 'GitHub Mirror', tags: ['source code'] })
      .where(eq(products.id, id));
    await db.update(apiOperations).set({ slug: 'listPetsByStatus', path: '/pet-store/{petId}' });
    const ctx = contextFor(db, world.ada);
    const found = async (q: string) => {
      const { products: named, operations } = await searchOffer(ctx, { q });
      return [named.length, operations.length];
    };
    expect(await found('git')).toEqual([1, 0]);
    expect(await found('github'), 'github').toEqual([1, 0]);
    expect(await found('hub'), 'hub').toEqual([1, 0]);
    expect(await found('githb mirrror'), 'a slip').toEqual([1, 0]);
    expect(await found('sou cod'), 'sou cod').toEqual([1, 0]);
    expect(await found('petsBy')).toEqual([0, 2]);
    expect(await found('status list')).toEqual([0, 2]);
    expect(await found('/pet-store/{petId}')).toEqual([0, 2]);
    expect(await found('GET /pet')).toEqual([0, 2]);
    expect(await found('elephant')).toEqual([0, 0]);
  }));

test('pages of the provider are found by those who may read them', () =>
  inSandbox(async (db) => {
    const { ada, priya } = await seedWorld(db);
    await db.insert(pages).values([
      { slug: 'imprint', title: 'Imprint', body: 'The lighthouse company', isPublished: true },
      { slug: 'inside', title: 'Inside', body: 'Lighthouse staff', isPublished: true, audience: 'signed_in' },
      { slug: 'plans', title: 'Plans', body: 'A second lighthouse' },
    ]);
    const found = async (actor: Actor) =>
      (await searchOffer(contextFor(db, actor), { q: 'lighthouse' })).pages.map(({ slug }) => slug).sort();
    expect(await found(anonymous)).toEqual(['imprint']);
    expect(await found(ada)).toEqual(['imprint', 'inside']);
    expect(await found(priya)).toEqual(['imprint', 'inside', 'plans']);
  }));

test('each kind is looked for in its index', () =>
  inSandbox(async (db) => {
    await db.execute(sql`set local enable_seqscan = off`);
    for (const table of ['products', 'api_operations', 'product_guides', 'pages']) {
      const { rows } = await db.execute<{ 'QUERY PLAN': string }>(
        sql.raw(`explain select 1 from ${table} where words @@ to_tsquery('simple', 'pay:*')`),
      );
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(`${table}_by_words`);
    }
  }));

/** A summary, a guide and an operation with *harbour* for three products, and an older version of each document. */
async function seedTexts(db: Database, world: World): Promise<void> {
  for (const { id: productId, slug } of [world.payments, world.ledgerApi, world.secretDraft]) {
    await db.update(products).set({ summary: 'For every harbour' }).where(eq(products.id, productId));
    await db.insert(productGuides).values({ productId, slug: 'start', title: 'Start', body: 'Find your Harbour.' });
    const [api] = await db.select().from(productApis).where(eq(productApis.productId, productId));
    if (!api) throw new Error('the product has no API');
    for (const [version, state] of [[1, 'superseded'] as const, [2, 'live'] as const]) {
      const documentId = newId();
      const source = { source: '{}', sourceSha256: `${version}` };
      await db.insert(apiDocuments).values({ id: documentId, productApiId: api.id, version, state, ...source });
      await db.insert(apiOperations).values({
        ...{ documentId, slug: `${slug}-${state}`, method: 'get', path: '/ships/{id}' },
        ...{ summary: 'Ships in harbour', position: 0, content: {} },
      });
    }
  }
}
