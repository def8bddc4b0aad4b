/**
 * The same server, another database.
 * @param {string} url
 * @param {string} database
 */
export function onDatabase(url, database) {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/**
 * @param {string} url any database of the server
 * @param {string} database
 */
export async function ensureDatabase(url, database) {
  await withClient(onDatabase(url, 'postgres'), async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  });
}

/**
 * Ends its sessions and drops it; nothing happens when there is none.
 * @param {string} url any database of the server
 * @param {string} database
 */
export async function dropDatabase(url, database) {
  await withClient(onDatabase(url, 'postgres'), (client) =>
    client.query(`drop database if exists ${client.escapeIdentifier(database)} with (force)`),
  );
}

/**
 * @template T
 * @param {string} url
 * @param {(client: import('pg').Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  // Loaded here: this file is read before npm has installed anything.
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A server that goes away while we wait is reported by the query, not by a crash.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
