import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { organizations } from '@/db/schema';
import { contextFor, inSandbox } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { listUsers } from './members/list-users';
import { listOrganizations } from './organizations/list-organizations';

/** One or two letters are found where words begin. */
const isIn = (text: string, word: string) =>
  /^\w{1,2}$/.test(word) ? text.split(' ').some((part) => part.startsWith(word)) : text.includes(word);

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
      '@',
      '-w',
    ];
    for (const search of [...parts, 'eve evil', 'ada evil', 'test acme ada', ' mallory\0 100% ']) {
      const words = search.replaceAll('\0', '').toLowerCase().split(/\s+/).filter(Boolean);
      const expected = texts.filter(({ text }) => words.every((word) => isIn(text, word))).map(({ id }) => id);
      const { rows } = await listUsers(ctx, { search }, undefined, { limit: 200 });
      expect(rows.map(({ id }) => id).sort(), search).toEqual(expected.sort());
    }
  }));

// Fails where a word that many are called by is taken for one that nobody is, or where `together` forgets a word.
test('what many are called by is found along the list, and two such words together', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    await db.execute(sql`insert into organizations (id, name, name_key)
      select gen_random_uuid(), name, lower(name) from generate_series(1, 4002) n,
        lateral (select case when n % 2 = 0 then 'Harbour ' when n % 13 = 0 then 'Harbour Quay ' else 'Quay ' end || n as name)
          named where n % 2 = 0 or n % 13 = 0 or n <= 3900`);
    const ctx = contextFor(db, world.priya);
    const found = async (search: string) =>
      (await listOrganizations(ctx, { search, sort: 'name' }, { limit: 500 })).rows.map(({ name }) => name);
    const matching = async (...words: string[]) => {
      const names = await db
        .select({ name: organizations.name })
        .from(organizations)
        .orderBy(sql`lower(name) collate "C"`);
      return names.map(({ name }) => name).filter((name) => words.every((word) => name.includes(word)));
    };
    expect((await matching('Harbour')).length).toBeGreaterThan(2000);
    expect((await matching('Quay')).length).toBeLessThan(2000);
    expect(await found('harbour')).toEqual((await matching('Harbour')).slice(0, 500));
    expect(await found('harbour quay')).toEqual(await matching('Harbour', 'Quay'));
    expect(await found('harbour 398')).toEqual(await matching('Harbour', '398'));
    expect(await found('harbour acme')).toEqual([]);
  }));

test('one or two letters are looked for where words begin', () =>
  inSandbox(async (db) => {
    const world = await seedWorld(db);
    const named = (name: string) => db.update(organizations).set({ name }).where(sql`id = ${world.evil.id}`);
    const finds = async (search: string) =>
      (await listOrganizations(contextFor(db, world.priya), { search })).rows.some(({ id }) => id === world.evil.id);
    await named('Quartz Zinc');
    expect([await finds('q'), await finds('zi'), await finds('rt'), await finds('z q')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    await named('上海公司');
    expect(await finds('公司')).toBe(true);
    await named('A&B');
    expect(await finds('&')).toBe(true);
  }));
