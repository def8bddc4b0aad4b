import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './start-postgres.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A crowd in a race test wants a connection each. */
const CONNECTIONS = 300;

/**
 * The PostgreSQL for tests, in `.test/` on a port of its own; started when it does not run and left running, so that
 * the next run need not wait. `npm test` stops the one that it started.
 * @param {string} [folder]
 * @returns {Promise<import('./start-postgres.mjs').RunningPostgres>}
 */
export async function startTestPostgres(folder = path.join(ROOT, '.test')) {
  // Not 0700: as root PostgreSQL's own account has to pass through.
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o711 });
  return startPostgres({ dataDir: folder, port: 0, fast: true, connections: CONNECTIONS });
}

/**
 * @returns {Promise<string>} the URL of a database on the test server, whose role may create databases
 */
export async function ensureTestPostgres() {
  return (await startTestPostgres()).url;
}
