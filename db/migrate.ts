import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';

/** Any number that no other program on this database uses for an advisory lock. */
const MIGRATION_LOCK = 7_310_244_519;
const folder = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Brings the schema, ours and the job queue's, to this version. Safe when several processes start at once: an advisory
 * lock lets one migrate while the others wait. Throws what PostgreSQL says when a migration fails; each is a
 * transaction.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // A connection that breaks makes the statement fail, which is reported; it must not end the process as well.
  pool.on('error', () => {});
  pool.on('connect', (connected) => connected.on('error', () => {}));
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await migrate(drizzle(client, { casing: 'snake_case' }), { migrationsFolder: folder });
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
  } finally {
    // Ending the connection gives the lock back, also when the unlock itself could not be sent.
    client.release(true);
    await pool.end();
  }
}
