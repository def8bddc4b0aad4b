import { expect, test } from 'vitest';
import { mutate } from '@/core/mutate';
import { newId } from '@/db/ids';
import { contextFor, unboxed } from '@/test/harness';
import { openRestDoor, seedToken } from '@/test/rest';
import { seedWorld } from '@/test/world';

test('a program finds in the log what the screen finds, page by page, and is told where it asks wrongly', () =>
  unboxed(async (db) => {
    const world = await seedWorld(db);
    const ctx = contextFor(db, world.priya, { ip: '198.51.100.4' });
    const pageIds = [newId(), newId(), newId()];
    for (const id of pageIds) {
      await mutate(ctx, (unit) => unit.audit('page.created', { kind: 'page', id }, { name: 'Imprint' }));
    }
    const door = await openRestDoor(db);
    try {
      const { token } = await seedToken(db, world.audrey, { scopes: ['audit:read'] });
      const read = async (query: string) => (await door.call(`GET /audit?${query}`, { token })).json;
      const found = async (query: string) => ((await read(query)).items as { subject: { id: string } }[]).length;

      for (const query of [
        'event=page.created',
        'event=page&ip=198.51.100.4',
        `who=${world.priya.userId}&kind=page`,
        'who=priya&event=page&from=2026-01-01T00:00:00Z&to=2099-12-31',
      ]) {
        expect([query, await found(query)]).toEqual([query, 3]);
      }
      expect(await found(`object=${pageIds[0]}&kind=page`)).toBe(1);
      expect(await found('event=page&to=2026-01-01T00:00:00.000Z')).toBe(0);

      const first = await read('event=page&limit=2');
      expect(first.items).toMatchObject([
        { event: 'page.created', actor: { name: 'Priya Test' }, subject: { id: pageIds[2], name: null } },
        { subject: { id: pageIds[1] }, detail: { name: 'Imprint' }, ip: '198.51.100.4' },
      ]);
      const second = await read(`event=page&limit=2&cursor=${first.nextCursor}`);
      expect(second).toMatchObject({ items: [{ subject: { id: pageIds[0] } }], nextCursor: null });

      for (const [query, pointer] of [
        ['event=page.eaten', '/event'],
        ['kind=potato', '/kind'],
        ['from=yesterday', '/from'],
        ['to=2026-02-30', '/to'],
        ['from=2026-02-30T00:00:00Z', '/from'],
      ]) {
        const refused = await door.call(`GET /audit?${query}`, { token });
        expect([query, refused.status, refused.json.errors]).toMatchObject([query, 422, [{ in: 'query', pointer }]]);
      }
      expect(door.faults).toEqual([]);
    } finally {
      await door.close();
    }
  }));
