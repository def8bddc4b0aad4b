import pg from 'pg';
import { applyMigrations, readMigrations } from '@/db/apply-migrations';
import { migrateDatabase } from '@/db/migrate';
import { fill } from './fill';
import type { Sizes } from './sizes';

/** What a database says of itself that is filled and brought forward. */
const WHOLE = 'filled by bench/scale';

/**
 * A new database of this name on the server, filled under the first schema and brought forward from there, as a portal
 * of its age would have been; one that an earlier run has kept, where `isKept`. Throws what PostgreSQL says.
 */
export async function makeDatabase(
  serverUrl: string,
  { name, sizes, isKept }: { name: string; sizes: Sizes; isKept: boolean },
  say: (text: string) => void,
): Promise<{ url: string; drop(): Promise<void> }> {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const drop = () => onServer(serverUrl, `drop database if exists ${name} with (force)`);
  if (!(isKept && (await isWhole(serverUrl, name)))) {
    await drop();
    await onServer(serverUrl, `create database ${name}`);
    await inDatabase(url.href, (client) => fillAndBringForward(client, sizes, say));
  }
  // The job queue's tables, which pages of admins count in.
  await migrateDatabase(url.href);
  await onServer(serverUrl, `comment on database ${name} is '${WHOLE}'`);
  return { url: url.href, drop };
}

async function isWhole(serverUrl: string, name: string): Promise<boolean> {
  const asked = `select from pg_database where datname = $1 and shobj_description(oid, 'pg_database') = $2`;
  const { rowCount } = await inDatabase(serverUrl, (client) => client.query(asked, [name, WHOLE]));
  return rowCount !== 0;
}

async function fillAndBringForward(client: pg.Client, sizes: Sizes, say: (text: string) => void): Promise<void> {
  await applyMigrations(client, readMigrations().slice(0, 1));
  await fillQuickly(client, sizes, say);
  await bringForward(client, say);
  await client.query('vacuum analyze');
}

/**
 * Fills a database of the first schema. Foreign keys are not looked at row by row where the role may say so (the upgrade's test does, at a small size), and
 * indexes that only find rows are made when these are there: a million names go into one with a walk instead of each
 * with a search.
 */
export async function fillQuickly(client: pg.Client, sizes: Sizes, say: (text: string) => void): Promise<void> {
  await client.query(`set session_replication_role = 'replica'`).catch(() => {});
  await client.query(`set maintenance_work_mem = '512MB'`);
  const { rows: indexes } = await client.query<{ name: string; made: string }>(
    `select indexname as name, indexdef as made from pg_indexes
      where schemaname = 'public' and indexdef not like 'CREATE UNIQUE%'`,
  );
  for (const { name } of indexes) await client.query(`drop index "${name}"`);
  await fill(client, sizes, say);
  const started = performance.now();
  for (const { made } of indexes) await client.query(made);
  say(`  ${indexes.length} indexes in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  await client.query(`set session_replication_role = 'origin'`).catch(() => {});
}

async function bringForward(client: pg.Client, say: (text: string) => void): Promise<void> {
  const migrations = readMigrations();
  for (let steps = 2; steps <= migrations.length; steps += 1) {
    const started = performance.now();
    await applyMigrations(client, migrations.slice(0, steps));
    say(`  ${migrations[steps - 1]?.name}: ${(performance.now() - started).toFixed(0)} ms`);
  }
}

/** A connection to this database for as long as `work` takes. */
export async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** One statement outside of any database of ours. */
export async function onServer(serverUrl: string, statement: string): Promise<void> {
  await inDatabase(serverUrl, (client) => client.query(statement));
}
