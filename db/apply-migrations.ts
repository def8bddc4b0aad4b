import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type pg from 'pg';
import journal from './migrations/meta/_journal.json' with { type: 'json' };

/** One step of the schema. `at` orders them and is how drizzle-kit's table knows them. */
export type Migration = { name: string; at: number; hash: string; statements: string[] };

/**
 * Whoever waits longer for a table lets the others pass who came after, and asks again. Less than the second after which
 * PostgreSQL looks for a deadlock: two of us who wait for each other are parted before it breaks off one of the others.
 */
const LOCK_TIMEOUT_MS = 500;
const PAUSE_MS = 250;
const ATTEMPTS_MAX = 240;
const LOCK_NOT_AVAILABLE = '55P03';
const DEADLOCK_DETECTED = '40P01';

const folder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Every migration that this version knows, the oldest first. */
export function readMigrations(): Migration[] {
  return readMigrationFiles({ migrationsFolder: folder }).map(({ sql, hash, folderMillis }, index) => ({
    name: journal.entries[index]?.tag ?? '',
    at: folderMillis,
    hash,
    statements: sql.map((statement) => statement.trim()),
  }));
}

/**
 * Makes those of the migrations that the database lacks, in the table of drizzle-kit's own migrator. Each is a
 * transaction of its own, which waits for a table no longer than half a second at a time, so that nobody queues behind
 * it for long; one that makes indexes `concurrently` is none, and may be broken off and made again. Not for two at a
 * time. Throws what PostgreSQL says when one fails; those before it stay.
 */
export async function applyMigrations(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query('create schema if not exists drizzle');
  await client.query(
    'create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  );
  const { rows } = await client.query<{ last: string | null }>(
    'select max(created_at) as last from drizzle.__drizzle_migrations',
  );
  const last = rows[0]?.last ?? null;
  for (const migration of migrations) {
    if (last !== null && migration.at <= Number(last)) continue;
    if (isOnline(migration)) await applyOnline(client, migration);
    else await applyPatiently(client, migration);
  }
}

/** Whether the migration is nothing but indexes made or dropped `concurrently`, which cannot be in a transaction. */
export function isOnline({ statements }: Pick<Migration, 'statements'>): boolean {
  return statements.every((statement) => /^(create|drop)\s+(unique\s+)?index\s+concurrently\b/i.test(statement));
}

async function applyOnline(client: pg.ClientBase, migration: Migration): Promise<void> {
  for (const statement of migration.statements) {
    await dropHalfMade(client, statement);
    await client.query(statement);
  }
  await note(client, migration);
}

/** One that was broken off leaves an index that nobody may use, under the name of the one that is wanted. */
async function dropHalfMade(client: pg.ClientBase, statement: string): Promise<void> {
  const name = /^create\s+(?:unique\s+)?index\s+concurrently\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?/i.exec(
    statement,
  )?.[1];
  if (name === undefined) return;
  const { rowCount } = await client.query(
    `select from pg_index join pg_class on pg_class.oid = pg_index.indexrelid
      where pg_class.relname = $1 and pg_class.relnamespace = 'public'::regnamespace and not pg_index.indisvalid`,
    [name],
  );
  if (rowCount !== 0) await client.query(`drop index concurrently "${name}"`);
}

async function applyPatiently(client: pg.ClientBase, migration: Migration): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await applyAtOnce(client, migration);
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !mustGiveWay(error)) throw error;
      await wait(PAUSE_MS);
    }
  }
}

async function applyAtOnce(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
    for (const statement of migration.statements) await client.query(statement);
    await note(client, migration);
    await client.query('commit');
  } catch (error) {
    // A connection that is gone has rolled back by itself; what it said is worth more than that.
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function note(client: pg.ClientBase, { hash, at }: Migration): Promise<void> {
  await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [hash, at]);
}

function mustGiveWay(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && [LOCK_NOT_AVAILABLE, DEADLOCK_DETECTED].includes(String(error.code))
  );
}
