import pg from 'pg';
import { migrateDatabase } from '@/db/migrate';

/** Migrated once, then copied: every test starts from the same empty portal. */
export const TEMPLATE_DATABASE = 'portico_template';

/** Makes the template database on the test server (TEST_DATABASE_URL, else the embedded one). */
export default async function setup(): Promise<void> {
  const server = process.env.TEST_DATABASE_URL ?? (await startEmbedded());
  process.env.TEST_DATABASE_URL = server;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const strays = await client.query<{ datname: string }>(
      `select datname from pg_database where datname ~ '^portico_(race|sandbox|template)'`,
    );
    for (const { datname } of strays.rows) await client.query(`drop database if exists ${datname} with (force)`);
    await client.query(`create database ${TEMPLATE_DATABASE}`);
    await migrateDatabase(databaseUrl(server, TEMPLATE_DATABASE));
  } finally {
    await client.end();
  }
}

/** The same server, another database. */
export function databaseUrl(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.toString();
}

async function startEmbedded(): Promise<string> {
  const { ensureTestPostgres } = await import('../scripts/embedded-postgres/test-server.mjs');
  return ensureTestPostgres();
}
