import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { organizations } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { listUsers } from './members/list-users';
import { companies, narrowed, people, productsCalled } from './search-across';

// Fails without `companies` in the places of the list, and where the letters of a pattern are not taken as letters.
test('a search by the indexes finds exactly what reading every row finds', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await db.update(organizations).set({ name: '100% Evil_Works' }).where(sql`id = ${world.evil.id}`);
    const ctx = contextFor(db, world.priya);
    const { rows: everybody } = await listUsers(ctx, {}, undefined, { limit: 200 });
    const texts = everybody.map((user) => ({
      id: user.id,
      text: `${user.email} ${user.name} ${user.organizationName}`.toLowerCase(),
    }));
    const parts = [
      'ada',
      'EVE',
      'acme',
      'evil-works.test',
      'l_works',
      '00%',
      '%%%',
      '___',
      'nobody',
      'ad',
      'test',
      'or',
    ];
    for (const search of [...parts, 'eve evil', 'ada evil', 'test acme ada', ' mallory\0 100% ']) {
      const words = search.replaceAll('\0', '').toLowerCase().split(/\s+/).filter(Boolean);
      const expected = texts.filter(({ text }) => words.every((word) => text.includes(word))).map(({ id }) => id);
      const { rows } = await listUsers(ctx, { search }, undefined, { limit: 200 });
      expect(rows.map(({ id }) => id).sort(), search).toEqual(expected.sort());
    }
  }));

test('a word that many are called by is not looked up, nor one that is in most rows', () =>
  inSandbox(async (db) => {
    await seedWorld(db);
    await db.execute(sql`insert into organizations (id, name, name_key)
      select gen_random_uuid(), 'Harbour ' || n, 'harbour ' || n from generate_series(1, 501) n`);
    const places = [people(sql`users.id`), companies(sql`users.organization_id`)];
    expect(await narrowed(db, places, 'harbour')).toEqual([]);
    expect(await narrowed(db, places, 'harbour acme')).toHaveLength(1);
    expect(await narrowed(db, places, 'ac')).toEqual([]);
    expect(await narrowed(db, [...places, productsCalled], 'payments')).toEqual([]);
  }));
