import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { openPool } from '@/db/client';
import { unboxed } from '@/test/harness';
import { seedWorld } from '@/test/world';
import { applyMigrations, type Migration } from './apply-migrations';

/** One that comes after all that there are. */
const later = (statement: string): Migration => ({
  name: 'later',
  at: Date.parse('2100-01-01'),
  hash: 'later',
  statements: [statement],
});
const anIndex = later('create index concurrently if not exists "apps_by_words" on "apps" ("description")');

describe('migrating while the portal works', () => {
  // With a plain `create index` the second write waits behind it, and is refused.
  test('people go on writing while an index is made', () =>
    withClients(async ([migrating, slow, quick]) => {
      await slow.query(`begin; update apps set description = 'slow'`);
      const made = applyMigrations(migrating, [anIndex]);
      await waits(quick, 'create index');
      await quick.query(`set lock_timeout = '500ms'`);
      await quick.query(`insert into apps (id, organization_id, name, visibility, owner_id)
        select gen_random_uuid(), organization_id, 'Quick', 'personal', owner_id from apps limit 1`);
      await slow.query('commit');
      await made;
      expect(await indexes(quick)).toEqual([{ valid: true }]);
    }));

  test('an index that was broken off half made is made anew', () =>
    withClients(async ([migrating, slow, quick]) => {
      await slow.query(`begin; update apps set description = 'slow'`);
      const refused = expect(applyMigrations(migrating, [anIndex])).rejects.toThrow(/terminating|canceling/);
      await waits(quick, 'create index');
      await quick.query(`select pg_cancel_backend(pid) from pg_stat_activity where query ilike 'create index%'
        and datname = current_database()`);
      await refused;
      await slow.query('commit');
      expect(await indexes(quick)).toEqual([{ valid: false }]);
      await applyMigrations(migrating, [anIndex]);
      expect(await indexes(quick)).toEqual([{ valid: true }]);
    }));

  // With a patience of more than a second PostgreSQL breaks off the reader or the migration.
  test('a migration and a reader who wait for each other both go on', () =>
    withClients(async ([migrating, slow, quick]) => {
      await slow.query('begin; select from users limit 1');
      const made = applyMigrations(migrating, [
        { ...later(''), statements: ['alter table apps add column a int', 'alter table users add column a int'] },
      ]);
      await waits(quick, 'alter table users');
      await slow.query('select from apps limit 1');
      await slow.query('commit');
      await made;
      await quick.query('select a from users limit 1');
    }));

  test('a migration that fails leaves nothing of itself, and those before it stay', () =>
    withClients(async ([migrating, other]) => {
      const good = { ...later('create table first_half (id int)'), at: Date.parse('2099-01-01') };
      const bad = { ...later(''), statements: ['create table second_half (id int)', 'select 1 / 0'] };
      await expect(applyMigrations(migrating, [good, bad])).rejects.toThrow('division by zero');
      const { rows } = await other.query(
        `select to_regclass('first_half') as first, to_regclass('second_half') as second`,
      );
      expect(rows).toEqual([{ first: 'first_half', second: null }]);
      await applyMigrations(migrating, [good, { ...bad, statements: ['create table second_half (id int)'] }]);
    }));
});

type Clients = [pg.PoolClient, pg.PoolClient, pg.PoolClient];

async function withClients(work: (clients: Clients) => Promise<void>): Promise<void> {
  await unboxed(async (db, url) => {
    await seedWorld(db);
    const pool = openPool(url, { max: 3, onError: () => {} });
    const clients: Clients = [await pool.connect(), await pool.connect(), await pool.connect()];
    try {
      await work(clients);
    } finally {
      for (const client of clients) client.release(true);
      await pool.end();
    }
  });
}

/** Until a statement that begins so waits for somebody. */
async function waits(client: pg.PoolClient, statement: string): Promise<void> {
  const isWaiting = async () => {
    const { rowCount } = await client.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike $1`,
      [`${statement}%`],
    );
    return rowCount === 1;
  };
  await expect.poll(isWaiting, { timeout: 10_000 }).toBe(true);
}

async function indexes(client: pg.PoolClient): Promise<unknown[]> {
  const { rows } = await client.query(`select indisvalid as valid from pg_index
    join pg_class on pg_class.oid = indexrelid where relname = 'apps_by_words'`);
  return rows;
}
