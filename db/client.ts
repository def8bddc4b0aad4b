import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import * as schema from './schema';

/** The database, or a transaction on it: verbs take either. */
export type Database = NodePgDatabase<typeof schema>;
/** An open transaction. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

const STATEMENT_TIMEOUT_MS = 5_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000;
const LOCK_TIMEOUT_MS = 3_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Opens a pool of connections. `onError` hears of idle connections that broke: without listeners a database restart
 * would end the process.
 */
export function openPool(url: string, options: { max: number; onError: (error: Error) => void }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    application_name: 'portico',
  });
  pool.on('error', options.onError);
  // The pool listens to its connections while nobody has them; one that breaks inside a transaction ends the process
  // unless somebody listens then, too. Whoever has it hears of it from their statement.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Drizzle over a pool or a single client. */
export function databaseOn(client: pg.Pool | pg.PoolClient | pg.Client): Database {
  return drizzle(client, { schema, casing: 'snake_case' });
}
