import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createProduct } from '@/core/products/create';
import type { Database } from '@/db/client';
import { newId } from '@/db/ids';
import { auditEvents, gatewayApis, gatewayPolicies, products } from '@/db/schema';
import { crowd } from '@/test/crowd';
import { contextFor, unboxed } from '@/test/harness';
import { seedPolicy } from '@/test/plans';
import { draftProduct, gatewayPolicy } from '@/test/products';
import { asRestProgram, openRestProgram, pointersOf } from '@/test/rest-program';
import type { World } from '@/test/world';

async function gatewayApi(db: Database, world: World, apiId: string): Promise<void> {
  await db.insert(gatewayApis).values({
    gatewayId: world.gateway.id,
    apiId,
    name: apiId.toUpperCase(),
    listenPath: `/${apiId}/`,
    isActive: true,
  });
}

test('a program makes a product out of a policy, arranges it, publishes it and ends it', () =>
  asRestProgram(async ({ ask, db, world }) => {
    await gatewayApi(db, world, 'tides');
    await gatewayApi(db, world, 'waves');
    await gatewayPolicy(db, world, { apiIds: ['tides', 'waves'] });
    const access = { gatewayId: world.gateway.id, policyId: 'tides-access' };
    const first = { name: 'Tides', tags: ['sea', 'moon'], isFeatured: true, access, catalogIds: [] };
    const made = await ask('POST /products', first, { 'idempotency-key': 'tides' });
    expect((await ask('POST /products', first, { 'idempotency-key': 'tides' })).json).toEqual(made.json);
    expect(made).toMatchObject({ status: 201, json: { slug: 'tides', tags: ['sea', 'moon'], isFeatured: true } });
    expect(made.json).toMatchObject({ access: { ...access, ownsPolicy: false }, state: 'draft' });
    const place = `/products/${made.json.id}`;
    expect(made.headers.get('location')).toBe(`/api/v1${place}`);

    const early = await ask(`POST ${place}/publish`);
    expect(early).toMatchObject({ status: 409, json: { detail: expect.stringContaining('Write a summary') } });

    const [tides, waves] = made.json.apis as { id: string }[];
    const wish = {
      summary: 'When the sea comes.',
      // The two exchange their addresses, and stand the other way round.
      apis: [
        { id: waves?.id, slug: 'tides' },
        { id: tides?.id, slug: 'waves', listenPath: '/sea/' },
      ],
      requestFields: [{ label: 'Which harbour?', kind: 'choice', required: true, choices: ['Hamburg', 'Genoa'] }],
      catalogIds: [world.publicCatalog.id],
    };
    const changed = await ask(`PATCH ${place}`, wish, { 'if-match': made.headers.get('etag') ?? '' });
    expect(changed).toMatchObject({ status: 200, json: { summary: wish.summary, name: 'Tides', access } });
    expect(changed.json.apis).toMatchObject([
      { id: waves?.id, slug: 'tides', name: 'WAVES', listenPath: '/waves/' },
      { id: tides?.id, slug: 'waves', name: 'TIDES', listenPath: '/sea/' },
    ]);
    expect(changed.json.requestFields).toMatchObject([{ name: 'which_harbour', choices: ['Hamburg', 'Genoa'] }]);
    expect(changed.json.catalogs).toMatchObject([{ id: world.publicCatalog.id }]);

    expect(await ask(`POST ${place}/publish`)).toMatchObject({ status: 200, json: { state: 'published' } });
    const ending = { sunsetOn: '2099-12-31', note: 'Ask *Weather* instead.' };
    expect(await ask(`POST ${place}/deprecate`, ending)).toMatchObject({
      status: 200,
      json: { state: 'deprecated', sunsetOn: '2099-12-31', deprecationNote: ending.note },
    });
    expect(await ask(`POST ${place}/retire`)).toMatchObject({ status: 200, json: { state: 'retired' } });
    expect(await ask(`DELETE ${place}`)).toMatchObject({ status: 409 });
    const told = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.subjectId, String(made.json.id)))
      .orderBy(auditEvents.id);
    expect(new Set(told.map(({ actorKind }) => actorKind))).toEqual(new Set(['token']));
  }));

// Leave `inOneTransaction` away, and the summary is changed although the catalogs are not.
test('of a change that is wrong in one part nothing is done', () =>
  asRestProgram(async ({ ask, db, world }) => {
    const { productId } = await draftProduct(db, world);
    const before = await ask(`GET /products/${productId}`);
    const wish = { summary: 'When the sea comes.', requestFields: [], catalogIds: [newId()] };
    const refused = await ask(`PATCH /products/${productId}`, wish);
    expect(refused.status).toBe(422);
    expect(pointersOf(refused)).toEqual(['/catalogIds']);
    expect((await ask(`GET /products/${productId}`)).json).toEqual(before.json);
    const isOfIt = and(eq(auditEvents.subjectId, productId), eq(auditEvents.event, 'product.changed'));
    expect(await db.select().from(auditEvents).where(isOfIt).orderBy(auditEvents.id)).toEqual([]);
    const made = await ask('POST /products', { name: 'Half', catalogIds: [newId()] });
    expect(made.status).toBe(422);
    expect(await db.select().from(products).where(eq(products.slug, 'half'))).toEqual([]);

    const { id } = world.partnerCatalog;
    const catalog = (await ask(`GET /catalogs/${id}`)).json;
    const wrong = await ask(`PATCH /catalogs/${id}`, { name: 'Friends', productIds: [], planIds: [newId()] });
    expect([wrong.status, pointersOf(wrong)]).toEqual([422, ['/planIds']]);
    expect((await ask(`GET /catalogs/${id}`)).json).toEqual(catalog);
  }));

test('what is wrong is named as it was sent', () =>
  asRestProgram(async ({ ask, db, world }) => {
    const { productId } = await draftProduct(db, world);
    const [api] = (await ask(`GET /products/${productId}`)).json.apis as { id: string }[];
    const pointers = async (wish: object) => pointersOf(await ask(`PATCH /products/${productId}`, wish));
    expect(await pointers({ apis: [{ id: api?.id, slug: 'No Slug' }] })).toEqual(['/apis/0/slug']);
    expect(await pointers({ apis: [] })).toEqual(['/apis']);
    expect(await pointers({ apis: [{ id: api?.id }, { id: newId() }] })).toEqual(['/apis/1/id']);
    expect(await pointers({ apis: [{ id: api?.id }, { id: api?.id }] })).toEqual(['/apis']);
    const question = { label: 'How many?', kind: 'number', required: false };
    const wrong = [question, { ...question, kind: 'choice', choices: ['one'] }, { ...question, min: 3, max: 2 }];
    expect(await pointers({ requestFields: wrong })).toEqual(['/requestFields/1/choices', '/requestFields/2/max']);
    const twice = [1, 2].map(() => ({ ...question, name: 'how_many' }));
    expect(await pointers({ requestFields: twice })).toEqual(['/requestFields/1/name']);
    const access = { gatewayId: world.gateway.id, policyId: 'nobody-knows' };
    expect(await pointers({ access })).toEqual(['/access/policyId']);
    expect(await pointers({ access: { gatewayId: newId() } })).toEqual(['/access/gatewayId']);
    expect(await pointers({ tags: ['a,b'] })).toEqual(['/tags/0']);

    const plan = (wish: object) => ask('POST /plans', { name: 'Gold', ...wish }).then(pointersOf);
    expect(await plan({ rateRequests: 5 })).toEqual(['/ratePerSeconds']);
    expect(await plan({ keyLifetimeDays: 1.5 })).toEqual(['/keyLifetimeDays']);
    expect(await plan({ keyMetadata: { developer_id: 'me' } })).toEqual(['/keyMetadata']);
    expect(await plan({ policy: access })).toEqual(['/policy/policyId']);
    expect(await plan({ policy: { gatewayId: newId() } })).toEqual(['/policy/gatewayId']);
    expect(await plan({ catalogIds: [newId()] })).toEqual(['/catalogIds']);
  }));

test('a policy of the portal’s own stays what it is for who sends back what they read', () =>
  asRestProgram(async ({ ask, db, world }) => {
    const { id: gatewayId } = world.gateway;
    await gatewayApi(db, world, 'tides');
    const wish = { name: 'Tides', access: { gatewayId } };
    const unknown = await ask('POST /products', { ...wish, gatewayApiIds: ['tides', 'waves'] });
    expect([unknown.status, pointersOf(unknown)]).toEqual([422, ['/gatewayApiIds']]);
    const made = await ask('POST /products', { ...wish, gatewayApiIds: ['tides'] });
    expect(made.json.apis).toMatchObject([{ gatewayApiId: 'tides', slug: 'tides', listenPath: '/tides/' }]);
    const policyId = `portico-product-${made.json.id}`;
    expect(made.json.access).toMatchObject({ gatewayId, policyId, ownsPolicy: true });
    const again = { access: { gatewayId, policyId } };
    expect(await ask(`PATCH /products/${made.json.id}`, again)).toMatchObject({
      status: 200,
      json: { version: made.json.version, access: { ownsPolicy: true } },
    });
    // Somebody else's it never becomes.
    expect(await ask('POST /products', { name: 'Waves', access: { gatewayId, policyId } })).toMatchObject({
      status: 422,
    });

    const plan = await ask('POST /plans', { name: 'Gold', rateRequests: 5, ratePerSeconds: 1, policy: { gatewayId } });
    const policy = { gatewayId, policyId: `portico-plan-${plan.json.id}` };
    expect(plan.json).toMatchObject({ policy: { ...policy, ownsPolicy: true } });
    expect(await ask(`PATCH /plans/${plan.json.id}`, { policy, description: 'For all.' })).toMatchObject({
      status: 200,
      json: { policy: { ...policy, ownsPolicy: true }, rateRequests: 5, description: 'For all.' },
    });
    const { policyId: limits } = await seedPolicy(db, gatewayId);
    const other = { gatewayId, policyId: limits };
    expect(await ask(`PATCH /plans/${plan.json.id}`, { policy: other })).toMatchObject({
      json: { policy: { ...other, ownsPolicy: false } },
    });
    expect(await ask(`PATCH /plans/${plan.json.id}`, { policy: null })).toMatchObject({ json: { policy: null } });
    const kept = await db.select().from(gatewayPolicies).where(eq(gatewayPolicies.policyId, policyId));
    expect(kept).toHaveLength(1);
  }));

test('of many programs that change what they read one is first, and the others are told', () =>
  unboxed(async (db) => {
    const { ask, door, world } = await openRestProgram(db);
    const { productId } = await createProduct(contextFor(db, world.alan), { name: 'Tides', access: { kind: 'none' } });
    const etag = (await ask(`GET /products/${productId}`)).headers.get('etag') ?? '';
    const { won } = await crowd((index) =>
      ask(`PATCH /products/${productId}`, { summary: `Summary ${index}`, tags: [`t${index}`] }, { 'if-match': etag }),
    );
    const done = won.filter(({ status }) => status === 200);
    expect(done).toHaveLength(1);
    expect(won.filter(({ status }) => status === 412 || status === 409)).toHaveLength(won.length - 1);
    const now = (await ask(`GET /products/${productId}`)).json;
    expect(now).toMatchObject({ summary: done[0]?.json.summary, tags: done[0]?.json.tags });
    expect(door.faults).toEqual([]);
    await door.close();
  }));
