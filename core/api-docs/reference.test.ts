import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { gateways, productApis, products } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { castOf, seedWorld, type World } from '@/test/world';
import { type Actor, systemActor } from '../identity/actor';
import { getOperation } from './get-operation';
import { getReference } from './get-reference';
import { getSchema } from './get-schema';
import { importDocument } from './import-document';
import { parseDocument } from './parse-document';
import { uploadDocument } from './upload-document';

const SOURCE = JSON.stringify({
  openapi: '3.1.0',
  info: { title: 'Ledger API', version: '3', description: 'Every *entry*' },
  servers: [{ url: 'https://ledger.test/v1/' }],
  tags: [{ name: 'entries' }, { name: 'accounts' }],
  paths: {
    '/accounts/{id}': { get: { operationId: 'accounts/read', tags: ['accounts'], summary: 'Read 100% of an account' } },
    '/entries': {
      get: { operationId: 'listEntries', tags: ['entries'], summary: 'List entries' },
      post: { operationId: 'addEntry', tags: ['entries'], summary: 'Add an entry', deprecated: true },
    },
  },
  components: { schemas: { Entry: { type: 'object', properties: { id: { type: 'integer' } } } } },
});

/** The document stands with Acme's ledger and with the draft. */
async function documented(db: Database): Promise<World> {
  const world = await seedWorld(db);
  const ctx = contextFor(db, systemActor('documents'));
  for (const product of [world.ledgerApi, world.secretDraft]) {
    const [api] = await db.select().from(productApis).where(eq(productApis.productId, product.id));
    const { documentId } = await uploadDocument(ctx, { productApiId: api?.id ?? '', source: SOURCE });
    await importDocument(ctx, async (source) => parseDocument(source), { documentId });
  }
  return world;
}

const outcome = (loading: Promise<unknown>) =>
  loading.then(
    () => 'shown',
    (error: unknown) => error,
  );

/** What an actor meets at every kind of page of an API's documentation. */
async function outcomesAt(db: Database, actor: Actor, product: string, api: string): Promise<unknown[]> {
  const ctx = contextFor(db, actor);
  return [
    await outcome(getReference(ctx, { product, api })),
    await outcome(getOperation(ctx, { product, api, operation: 'addEntry' })),
    await outcome(getSchema(ctx, { product, api, name: 'Entry' })),
  ];
}

test('documentation is seen by exactly those who see its product, and looks to all others as if it never was [U-07]', () =>
  inSandbox(async (db) => {
    const cast = castOf(await documented(db));
    for (const [name, actor] of Object.entries(cast)) {
      const never = await outcomesAt(db, actor, 'ledger', 'never');
      expect(never[0]).toMatchObject({ code: 'not_found' });
      const isAdmin = actor.kind === 'admin';
      const seesLedger = isAdmin || name === 'ada' || name === 'tom';
      const shown = ['shown', 'shown', 'shown'];
      expect(await outcomesAt(db, actor, 'ledger', 'ledger'), name).toEqual(seesLedger ? shown : never);
      expect(await outcomesAt(db, actor, 'maps', 'maps'), name).toEqual(isAdmin ? shown : never);
    }
  }));

test('the reference tells where to call, what there is, and what its document says', () =>
  inSandbox(async (db) => {
    const { ada, gateway } = await documented(db);
    await db.update(gateways).set({ proxyUrl: 'https://api.acme.test/' }).where(eq(gateways.id, gateway.id));
    const reference = await getReference(contextFor(db, ada), { product: 'ledger', api: 'ledger' });
    expect(reference).toMatchObject({
      place: {
        ...{ productName: 'ledger', apiName: 'ledger', baseUrl: 'https://api.acme.test/ledger' },
        ...{ needsKey: true, documentation: 'live' },
      },
      document: {
        title: 'Ledger API',
        version: '3',
        openapi: '3.1',
        operations: 3,
        about: '<p>Every <em>entry</em></p>',
      },
      tags: [
        { name: 'entries', operations: 2 },
        { name: 'accounts', operations: 1 },
      ],
    });
    expect(reference.operations?.map(({ slug }) => slug)).toEqual(['listEntries', 'addEntry', 'accounts-read']);
  }));

test('operations are found by method, path, words and tag; wildcards are letters', () =>
  inSandbox(async (db) => {
    const { ada } = await documented(db);
    const found = async (filter: { q?: string; tag?: string }) => {
      const reference = await getReference(contextFor(db, ada), { product: 'ledger', api: 'ledger', ...filter });
      return reference.operations?.map(({ slug }) => slug);
    };
    expect(await found({ q: 'post entr' })).toEqual(['addEntry']);
    expect(await found({ q: '/accounts' })).toEqual(['accounts-read']);
    expect(await found({ q: '100%' })).toEqual(['accounts-read']);
    expect(await found({ q: '%' })).toEqual(['accounts-read']);
    expect(await found({ q: 'nothing like it' })).toEqual([]);
    expect(await found({ tag: 'accounts' })).toEqual(['accounts-read']);
    expect(await found({ tag: 'no such tag' })).toHaveLength(3);
    expect(await found({ q: 'a\0\ud800' })).toEqual([]);
  }));

test('an operation stands between its neighbours, and is found by its operationId as written', () =>
  inSandbox(async (db) => {
    const { ada } = await documented(db);
    const ctx = contextFor(db, ada);
    const at = { product: 'ledger', api: 'ledger' };
    const operation = await getOperation(ctx, { ...at, operation: 'addEntry' });
    expect(operation).toMatchObject({
      ...{ method: 'post', path: '/entries', isDeprecated: true, title: 'Ledger API' },
      previous: { slug: 'listEntries' },
      next: { slug: 'accounts-read' },
    });
    expect(operation.near.map(({ slug }) => slug)).toEqual(['listEntries', 'addEntry']);
    expect(await getOperation(ctx, { ...at, operation: 'accounts/read' })).toMatchObject({ slug: 'accounts-read' });
    for (const name of ['nothing', '', '.', '..', 'a\0b', 'x'.repeat(5_000), '%']) {
      await expect(getOperation(ctx, { ...at, operation: name })).rejects.toMatchObject({ code: 'not_found' });
    }
    for (const name of ['Nothing', '', 'a\0b', '__proto__']) {
      await expect(getSchema(ctx, { ...at, name })).rejects.toMatchObject({ code: 'not_found' });
    }
  }));

test('an API whose document is being read, or that has none, says so', () =>
  inSandbox(async (db) => {
    const { ada, payments, weather } = await seedWorld(db);
    const ctx = contextFor(db, ada);
    const [api] = await db.select().from(productApis).where(eq(productApis.productId, payments.id));
    await uploadDocument(contextFor(db, systemActor('documents')), { productApiId: api?.id ?? '', source: SOURCE });
    const [prepared, none] = [
      await getReference(ctx, { product: 'payments', api: 'payments' }),
      await getReference(ctx, { product: 'weather', api: 'weather' }),
    ];
    expect(prepared).toMatchObject({ place: { documentation: 'being_prepared' }, document: null });
    expect(none).toMatchObject({ place: { documentation: 'none' }, document: null });
    expect(weather.slug).toBe('weather');
  }));

test('an API without a gateway is called where its document says', () =>
  inSandbox(async (db) => {
    const { ada, ledgerApi } = await documented(db);
    await db.update(products).set({ gatewayId: null, accessPolicyId: null }).where(eq(products.id, ledgerApi.id));
    const { place } = await getReference(contextFor(db, ada), { product: 'ledger', api: 'ledger' });
    expect(place).toMatchObject({ baseUrl: 'https://ledger.test/v1', needsKey: false });
  }));
