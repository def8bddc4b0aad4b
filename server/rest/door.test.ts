import { expect, test } from 'vitest';
import type { Database } from '@/db/client';
import { inSandbox } from '@/test/harness';
import { seedRequest } from '@/test/requests';
import { openRestDoor, type RestDoor, seedToken } from '@/test/rest';
import { seedWorld, type World } from '@/test/world';

/** The cast behind the API, in a transaction that is rolled back. */
function atTheDoor(work: (door: RestDoor, world: World, db: Database) => Promise<void>): Promise<void> {
  return inSandbox(async (db) => {
    const world = await seedWorld(db);
    const door = await openRestDoor(db);
    try {
      await work(door, world, db);
      expect(door.faults).toEqual([]);
    } finally {
      await door.close();
    }
  });
}

test('a list is answered in pages that hold every row once', () =>
  atTheDoor(async (door, world, db) => {
    const { token } = await seedToken(db, world.priya);
    const asked = [];
    for (const app of ['One', 'Two', 'Three']) asked.push((await seedRequest(db, world, { app })).requestId);
    const seen: unknown[] = [];
    let cursor: unknown = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const { status, json } = await door.call(`GET /requests?limit=2${query}`, { token });
      expect(status).toBe(200);
      seen.push(...(json.items as { id: string }[]).map(({ id }) => id));
      cursor = json.nextCursor;
    } while (cursor !== null);
    expect(seen.toSorted()).toEqual(asked.toSorted());
  }));
