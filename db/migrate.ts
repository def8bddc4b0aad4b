import { setTimeout as wait } from 'node:timers/promises';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { applicationRole } from './application-role';
import { applyMigrations, readMigrations } from './apply-migrations';
import { grantRights } from './grant-rights';

/** Any number that no other program on this database uses for an advisory lock. */
const MIGRATION_LOCK = 7_310_244_519;
const ASK_AGAIN_MS = 200;

/**
 * Brings the schema, ours and the job queue's, to this version, while the portal works (`applyMigrations`). Safe when
 * several processes start at once: an advisory lock lets one migrate while the others wait. Throws what PostgreSQL says
 * when a migration fails. With an `applicationUrl` the user of `url` owns everything, and the user of that one gets the
 * rights that the portal needs (`grantRights`); nothing, where they are the same. Throws `OtherDatabaseError` where the
 * two name different databases, before anything is changed.
 */
export async function migrateDatabase(url: string, applicationUrl?: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // A connection that breaks makes the statement fail, which is reported; it must not end the process as well.
  pool.on('error', () => {});
  pool.on('connect', (connected) => connected.on('error', () => {}));
  const client = await pool.connect();
  try {
    await holdLock(client);
    const role = applicationUrl === undefined ? null : await applicationRole(applicationUrl, MIGRATION_LOCK);
    await applyMigrations(client, readMigrations());
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
    if (role !== null) await grantRights(client, role);
  } finally {
    // Ending the connection gives the lock back, also when the unlock itself could not be sent.
    client.release(true);
    await pool.end();
  }
}

/**
 * Asks again and again: a statement that waits for the lock is one that `create index concurrently` waits for, and the
 * two would wait for each other.
 */
async function holdLock(client: pg.PoolClient): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [MIGRATION_LOCK]);
    if (rows[0]?.held) return;
    await wait(ASK_AGAIN_MS);
  }
}
