import { expect, test } from 'vitest';
import { newId } from '@/db/ids';
import { credentials } from '@/db/schema';
import { seedPolicy } from '@/test/plans';
import { seedRequest } from '@/test/requests';
import { asRestProgram, pointersOf } from '@/test/rest-program';

// Send the mark back although nobody confirmed, and people's terms change without a word.
test('a change of a plan that touches people is told first, and done when it is confirmed', () =>
  asRestProgram(async ({ ask, db, world }) => {
    const place = `/plans/${world.standard.id}`;
    const { gatewayId, limitsPolicyId } = world.standard;
    await seedPolicy(db, gatewayId ?? '', { policyId: limitsPolicyId ?? '' });
    await seedRequest(db, world);
    const wish = { autoApprove: true };
    const asked = await ask(`PATCH ${place}`, wish);
    expect(asked).toMatchObject({ status: 422 });
    expect(asked.json.errors).toEqual([
      { in: 'body', pointer: '/confirmed', message: expect.stringContaining('1 request that waits keeps the terms') },
    ]);
    expect(await ask(`PATCH ${place}`, { ...wish, confirmed: false })).toMatchObject({ status: 422 });
    expect(await ask(`PATCH ${place}`, { ...wish, confirmed: true })).toMatchObject({
      status: 200,
      json: { autoApprove: true },
    });
    expect(await ask(`DELETE ${place}`)).toMatchObject({ status: 409 });
    expect(await db.select().from(credentials)).toEqual([]);
  }));

test('a catalog is put together in one call, for exactly those who are named', () =>
  asRestProgram(async ({ ask, world }) => {
    const organizationIds = [world.acme.id];
    const made = await ask('POST /catalogs', {
      name: 'Partners & friends',
      visibility: 'private',
      productIds: [world.weather.id, world.payments.id],
      planIds: [world.free.id, world.standard.id],
      audience: { organizationIds, teamIds: [world.backend.id] },
    });
    expect(made).toMatchObject({ status: 201, json: { slug: 'partners-friends' } });
    const ids = (name: string) => (made.json[name] as { id: string }[]).map(({ id }) => id);
    expect(ids('products')).toEqual([world.weather.id, world.payments.id]);
    expect(ids('plans')).toEqual([world.free.id, world.standard.id]);
    expect(made.json.audience).toEqual({ organizationIds, teamIds: [world.backend.id] });
    const changed = await ask(`PATCH /catalogs/${made.json.id}`, { audience: {}, visibility: 'public' });
    expect(changed.json).toMatchObject({ audience: { organizationIds: [], teamIds: [] }, visibility: 'public' });
    expect(changed.json.products).toEqual(made.json.products);
    const gone = await ask(`PATCH /catalogs/${made.json.id}`, { audience: { organizationIds: [newId()] } });
    expect([gone.status, pointersOf(gone)]).toEqual([422, ['/audience']]);
  }));
