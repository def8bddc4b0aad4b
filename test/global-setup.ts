import pg from 'pg';
import { migrateDatabase } from '@/db/migrate';

/**
 * Makes a migrated template database on the test server (TEST_DATABASE_URL, else the embedded one); every test starts
 * from a copy. Names carry the process id of the run, so that several runs can share one server.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL ?? (await startEmbedded());
  const run = `portico_test_${process.pid}`;
  process.env.TEST_DATABASE_URL = server;
  process.env.TEST_RUN = run;
  await onServer(server, async (client) => {
    await dropWhere(client, isAbandoned);
    await client.query(`create database ${run}_template`);
  });
  await migrateDatabase(databaseUrl(server, `${run}_template`));
  return () => onServer(server, (client) => dropWhere(client, (name) => name.startsWith(`${run}_`)));
}

/** The same server, another database. */
export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.toString();
}

async function onServer(server: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function dropWhere(client: pg.Client, wanted: (name: string) => boolean): Promise<void> {
  const known = await client.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^portico_test_'`,
  );
  for (const { datname } of known.rows.filter((row) => wanted(row.datname))) {
    await client.query(`drop database if exists ${datname} with (force)`);
  }
}

/** Left behind by a run that was killed: its process is gone. */
function isAbandoned(name: string): boolean {
  const pid = Number(name.split('_')[2]);
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

async function startEmbedded(): Promise<string> {
  const { ensureTestPostgres } = await import('../scripts/embedded-postgres/test-server.mjs');
  return ensureTestPostgres();
}
