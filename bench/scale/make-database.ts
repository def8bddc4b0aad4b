import pg from 'pg';
import { applyMigrations, readMigrations } from '@/db/apply-migrations';
import { migrateDatabase } from '@/db/migrate';
import { fill } from './fill';
import type { Sizes } from './sizes';

/** How long each migration took over a filled database, in milliseconds. */
export type Upgrade = { name: string; ms: number }[];

/**
 * A new database of this name on the server, filled under the first schema and brought forward from there, as a portal
 * of its age would have been. Throws what PostgreSQL says.
 */
export async function makeDatabase(
  serverUrl: string,
  { name, sizes }: { name: string; sizes: Sizes },
  say: (text: string) => void,
): Promise<{ url: string; upgrade: Upgrade; drop(): Promise<void> }> {
  await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  await onServer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const upgrade = await inDatabase(url.href, async (client) => {
    const migrations = readMigrations();
    await applyMigrations(client, migrations.slice(0, 1));
    await fillQuickly(client, sizes, say);
    const took = await bringForward(client, say);
    await client.query('vacuum analyze');
    return took;
  });
  // The job queue's tables, which pages of admins count in.
  await migrateDatabase(url.href);
  const drop = async () => {
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  };
  return { url: url.href, upgrade, drop };
}

/** Foreign keys are not looked at row by row where the role may say so: the upgrade's test does, at a small size. */
async function fillQuickly(client: pg.Client, sizes: Sizes, say: (text: string) => void): Promise<void> {
  await client.query(`set session_replication_role = 'replica'`).catch(() => {});
  await client.query(`set maintenance_work_mem = '512MB'`);
  await fill(client, sizes, say);
  await client.query(`set session_replication_role = 'origin'`).catch(() => {});
}

async function bringForward(client: pg.Client, say: (text: string) => void): Promise<Upgrade> {
  const migrations = readMigrations();
  const upgrade: Upgrade = [];
  for (let steps = 2; steps <= migrations.length; steps += 1) {
    const started = performance.now();
    await applyMigrations(client, migrations.slice(0, steps));
    const step = { name: migrations[steps - 1]?.name ?? '', ms: performance.now() - started };
    upgrade.push(step);
    say(`  ${step.name}: ${step.ms.toFixed(0)} ms`);
  }
  return upgrade;
}

async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  await inDatabase(serverUrl, (client) => client.query(statement));
}
