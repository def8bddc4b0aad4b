import pg from 'pg';
import type { Database } from './client';

/** First half of the lock of a worker; the second is made of its name. Any number that nobody else uses. */
export const WORKER_LOCK = 731_024;

/** A lock that is held on a connection of its own, until it is released or the process dies. */
export type HeldLock = { release(): Promise<void> };

/**
 * Takes an advisory lock of the session without waiting; null when somebody else holds it. No transaction stays open,
 * and a process that dies gives it back at once, because its connection does. Throws for a database that is a
 * transaction.
 */
export async function tryAdvisoryLock(db: Database, lock: number): Promise<HeldLock | null> {
  const client = await connectionOf(db);
  try {
    const result = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lock]);
    if (result.rows[0]?.taken) return { release: () => unlock(client, 'select pg_advisory_unlock($1)', [lock]) };
  } catch (error) {
    client.release(true);
    throw error;
  }
  client.off('error', survive);
  client.release();
  return null;
}

/** Holds the lock that says that this worker lives. `onLost` is called when its connection breaks. */
export async function holdWorkerLock(db: Database, workerName: string, onLost: () => void): Promise<HeldLock> {
  const client = await connectionOf(db);
  client.once('error', onLost);
  const values = [WORKER_LOCK, workerName];
  await client.query('select pg_advisory_lock($1::int, hashtext($2))', values);
  return {
    release: () => {
      client.off('error', onLost);
      return unlock(client, 'select pg_advisory_unlock($1::int, hashtext($2))', values);
    },
  };
}

/** A connection that breaks while it is held gives the lock back; it must not end the process as well. */
const survive = () => {};

async function unlock(client: pg.PoolClient, statement: string, values: unknown[]): Promise<void> {
  try {
    await client.query(statement, values);
    client.off('error', survive);
    client.release();
  } catch {
    // Ending the connection gives the lock back as well.
    client.release(true);
  }
}

async function connectionOf(db: Database): Promise<pg.PoolClient> {
  const pool: unknown = '$client' in db ? db.$client : null;
  if (!(pool instanceof pg.Pool)) throw new Error('an advisory lock of the session needs a pool, not a transaction');
  const client = await pool.connect();
  client.on('error', survive);
  return client;
}
