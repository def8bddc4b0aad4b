import { expect, test } from 'vitest';
import { atTheDoor } from '@/test/at-the-door';
import { seedRequest } from '@/test/requests';
import { seedToken } from '@/test/rest';

test('a list is answered in pages that hold every row once', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const asked: string[] = [];
    for (const app of ['One', 'Two', 'Three']) asked.push((await seedRequest(db, world, { app })).requestId);
    const seen: string[] = [];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { status, json } = await door.call(`GET /requests?limit=2${cursor && `&cursor=${cursor}`}`, { token });
      expect(status).toBe(200);
      seen.push(...(json.items as { id: string }[]).map(({ id }) => id));
      cursor = json.nextCursor;
    }
    expect(seen.toSorted()).toEqual(asked.toSorted());
  }));

test('a list that is always short is read in pages, too', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const first = (await door.call('GET /catalogs?limit=3', { token })).json;
    const second = (await door.call(`GET /catalogs?limit=3&cursor=${first.nextCursor}`, { token })).json;
    const slugs = [first, second].flatMap(({ items }) => (items as { slug: string }[]).map(({ slug }) => slug));
    expect(slugs.toSorted()).toEqual(['backend', 'internal', 'partners', 'public']);
    expect(second.nextCursor).toBeNull();
  }));

// Let `opened` answer whatever it is given, and a cursor of another list begins this one again for ever.
test.each(['nonsense', 'bGlzdEFwcHMgMQ', '1'])('a cursor that this list did not give is refused: %s [V-06]', (cursor) =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    expect(await door.call(`GET /requests?cursor=${cursor}`, { token })).toMatchObject({
      status: 422,
      json: { errors: [{ in: 'query', pointer: '/cursor' }] },
    });
  }),
);

test.each(['limit=0', 'limit=201', 'limit=many', 'status=new', 'limit=1&limit=2', 'appId=7'])(
  'a wrong filter is named: %s',
  (query) =>
    atTheDoor(async (door, world, db) => {
      const { token } = await seedToken(db, world.priya);
      const pointer = `/${query.split('=')[0]}`;
      expect(await door.call(`GET /requests?${query}`, { token })).toMatchObject({
        status: 422,
        json: { errors: [{ in: 'query', pointer }] },
      });
    }),
);

test('requests are found by state, app and organization', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const { requestId, appId } = await seedRequest(db, world, { app: 'One' });
    await seedRequest(db, world, { by: world.eve, app: 'Two' });
    await door.call(`POST /requests/${requestId}/decline`, { token, body: { reason: 'No.' } });
    const ids = async (query: string) =>
      ((await door.call(`GET /requests?${query}`, { token })).json.items as { id: string }[]).map(({ id }) => id);
    expect(await ids('status=declined')).toEqual([requestId]);
    expect(await ids(`appId=${appId}`)).toEqual([requestId]);
    expect(await ids(`organizationId=${world.acme.id}&status=pending`)).toEqual([]);
    expect(await ids('status=pending')).toHaveLength(1);
    expect(await ids('status=pending&decider=third_party')).toEqual([]);
    expect(await ids('status=pending&decider=admin')).toHaveLength(1);
    expect(await ids('')).toHaveLength(2);
  }));
