import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { apiDocuments, auditEvents, catalogs, gatewayApis, productApis, products } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, inSandbox, unboxed } from '@/test/harness';
import { draftProduct, gatewayPolicy } from '@/test/products';
import { seedWorld } from '@/test/world';
import { ownPolicyId } from '../gateways/own-policy';
import { addProductApis } from './add-apis';
import { changeProductAccess } from './change-access';
import { changeProductApis } from './change-apis';
import { changeProductCatalogs } from './change-catalogs';
import { changeProductDetails } from './change-details';
import { createProduct } from './create';
import { getProductForAdmin } from './get-product-for-admin';
import { listProductsForAdmin } from './list-for-admin';
import { removeProductApi } from './remove-api';

const details = { name: 'Tides', slug: '', summary: '', description: '', tags: 'sea, sea, moon', isFeatured: true };
const noAccess = { kind: 'none' } as const;

test('a product from a policy is a draft with the APIs that the policy opens', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const gatewayId = world.gateway.id;
    await db.insert(gatewayApis).values([
      { gatewayId, apiId: 'a1', name: 'Tides API', listenPath: '/tides/' },
      { gatewayId, apiId: 'a2', name: 'Tides API', listenPath: '/tides-2/' },
      { gatewayId, apiId: 'a3', name: 'Another', listenPath: '/another/' },
    ]);
    const policyId = await gatewayPolicy(db, world, { apiIds: ['a1', 'a2'] });
    const { slug } = await createProduct(ctx, { name: 'Tídes & Moon', access: { kind: 'existing', policyId } });
    const product = await getProductForAdmin(ctx, { slug });
    expect(product).toMatchObject({ slug: 'tides-moon', state: 'draft', access: { policyId: 'tides-access' } });
    expect(product.apis.map(({ slug: of, listenPath }) => [of, listenPath])).toEqual([
      ['tides-api', '/tides/'],
      ['tides-api-2', '/tides-2/'],
    ]);
  }));

test.each([
  ['one that is gone', { missingSince: new Date() }],
  ['one that only limits', { grantsAccess: false }],
  ['one that the portal keeps', { policyId: ownPolicyId('plan', '01890a5d-ac96-774b-bcce-b302099a8057') }],
])('%s is no policy for a product', (_what, wish) =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const policyId = await gatewayPolicy(db, world, wish);
    const making = createProduct(contextFor(db, world.alan), { name: 'Tides', access: { kind: 'existing', policyId } });
    await expect(making).rejects.toMatchObject({ code: 'invalid', fieldErrors: { policyId: [expect.any(String)] } });
  }),
);

test('a form that is older than the product changes nothing', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const { productId, catalogId } = await draftProduct(db, world);
    await changeProductDetails(ctx, { ...details, productId, version: 1 });
    const stale = { productId, version: 1 };
    for (const late of [
      () => changeProductDetails(ctx, { ...details, ...stale, name: 'Late' }),
      () => changeProductCatalogs(ctx, { ...stale, catalogIds: [catalogId] }),
      () => changeProductAccess(ctx, { ...stale, access: noAccess }),
      () => addProductApis(ctx, { ...stale, apiIds: [], name: 'Late' }),
    ]) {
      await expect(late()).rejects.toMatchObject({ code: 'conflict' });
    }
    expect(await getProductForAdmin(ctx, { slug: 'tides' })).toMatchObject({ version: 2, tags: ['sea', 'moon'] });
  }));

test.each(['Sea Tides', 'new', '-tides', 'a--b', 'ti/des'])('%s is no address', (slug) =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const making = createProduct(contextFor(db, world.alan), { name: 'Tides', slug, access: noAccess });
    await expect(making).rejects.toMatchObject({ fieldErrors: { slug: [expect.any(String)] } });
  }),
);

// Without the unique index, or its translation in slugTaken, others win or meet a fault.
test('of a crowd that takes one address, one gets it and the others learn which field is wrong [R-15]', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const { won, refused } = await crowd(() => createProduct(ctx, { name: 'Tides', access: noAccess }));
    expect(won).toHaveLength(1);
    for (const error of refused) expect(error).toMatchObject({ fieldErrors: { slug: [expect.any(String)] } });
  }));

test('the event of a change says what was changed from what to what', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const { productId } = await draftProduct(db, world);
    await changeProductDetails(contextFor(db, world.alan), { ...details, slug: 'moon', productId, version: 1 });
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.event, 'product.changed'), eq(auditEvents.subjectId, productId)))
      .orderBy(auditEvents.id);
    expect(event?.detail).toMatchObject({ changes: { slug: { from: 'tides', to: 'moon' } } });
  }));

test('APIs exchange their addresses and places, and removing one keeps the documents of the others', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const { productId, slug } = await draftProduct(db, world);
    await addProductApis(ctx, { productId, version: 1, apiIds: [], name: 'Sea' });
    const [sky, sea] = (await getProductForAdmin(ctx, { slug })).apis;
    if (!sky || !sea) throw new Error('two APIs were made');
    const document = { productApiId: sky.id, version: 1, source: '{}', sourceSha256: 'x' };
    await db.insert(apiDocuments).values(document);
    const lines = [
      { id: sea.id, name: 'Sea', slug: 'sky', listenPath: '' },
      { id: sky.id, name: 'Sky', slug: 'sea', listenPath: '/sky/' },
    ];
    await changeProductApis(ctx, { productId, version: 2, apis: lines });
    await removeProductApi(ctx, { productId, version: 3, productApiId: sea.id });
    const { apis } = await getProductForAdmin(ctx, { slug });
    expect(apis).toMatchObject([{ id: sky.id, slug: 'sea', listenPath: '/sky/', documents: 1 }]);
    const half = changeProductApis(ctx, { productId, version: 4, apis: [] });
    await expect(half).rejects.toMatchObject({ code: 'conflict' });
    const bad = [{ id: sky.id, name: '', slug: 'A B', listenPath: 'no-slash' }];
    const wrong = changeProductApis(ctx, { productId, version: 4, apis: bad });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid' });
    const foreign = removeProductApi(ctx, { productId, version: 4, productApiId: world.payments.id });
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  }));

test('a product on a policy of its own has it ordered at the gateway, under an id of its own', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const access = { kind: 'own', gatewayId: world.gateway.id } as const;
    const { productId } = await createProduct(ctx, { name: 'Tides', access });
    const [row] = await db.select().from(products).where(eq(products.id, productId));
    expect(row).toMatchObject({ ownsPolicy: true, accessPolicyId: ownPolicyId('product', productId) });
    await changeProductAccess(ctx, { productId, version: 1, access: noAccess });
    const [after] = await db.select().from(products).where(eq(products.id, productId));
    expect(after).toMatchObject({ ownsPolicy: false, accessPolicyId: null, gatewayId: null });
  }));

test('APIs of one gateway do not come along to another, or to none', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const away = changeProductAccess(ctx, { productId: world.payments.id, version: 1, access: noAccess });
    await expect(away).rejects.toMatchObject({ code: 'invalid' });
    await db.delete(productApis).where(eq(productApis.productId, world.payments.id));
    await changeProductAccess(ctx, { productId: world.payments.id, version: 1, access: noAccess });
  }));

test('a product that comes into a catalog stands last, and the catalog has a new version', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    const { productId, catalogId } = await draftProduct(db, world);
    const catalogIds = [world.internalCatalog.id];
    await changeProductCatalogs(ctx, { productId, version: 1, catalogIds });
    expect((await getProductForAdmin(ctx, { slug: 'tides' })).catalogs.map(({ slug }) => slug)).toEqual(['internal']);
    for (const id of [catalogId, world.internalCatalog.id]) {
      const [catalog] = await db.select({ version: catalogs.version }).from(catalogs).where(eq(catalogs.id, id));
      expect(catalog?.version).toBe(2);
    }
    const unknown = changeProductCatalogs(ctx, { productId, version: 2, catalogIds: ['x'] });
    await expect(unknown).rejects.toMatchObject({ code: 'invalid' });
  }));

test('the list pages through every order, finds by name, tag and API, and names what is wrong', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.alan);
    await gatewayPolicy(db, world, { policyId: 'acl-weather', missingSince: new Date() });
    for (const sort of ['name', 'newest', 'requests', 'keys'] as const) {
      const names: string[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listProductsForAdmin>> = await listProductsForAdmin(
          ctx,
          { sort },
          { after, limit: 1 },
        );
        names.push(...page.rows.map(({ name }) => name));
        after = page.after;
      } while (after !== null);
      expect(names.sort()).toEqual(['ledger', 'maps', 'payments', 'weather']);
    }
    const found = async (filter: Parameters<typeof listProductsForAdmin>[1]) =>
      (await listProductsForAdmin(ctx, filter)).rows.map(({ name, problem }) => [name, problem]);
    expect(await found({ search: 'weath' })).toEqual([['weather', 'policy_gone']]);
    expect(await found({ state: 'problem' })).toEqual([['weather', 'policy_gone']]);
    expect(await found({ state: 'draft' })).toEqual([['maps', null]]);
    expect(await found({ gateway: 'none' })).toEqual([]);
    expect(await found({ gateway: 'no id' })).toEqual([]);
    expect(await found({ gateway: world.gateway.id })).toHaveLength(4);
    const stranger = listProductsForAdmin(contextFor(db, world.ada));
    await expect(stranger).rejects.toMatchObject({ code: 'not_found' });
  }));
