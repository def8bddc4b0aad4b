import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withClient } from '../embedded-postgres/databases.mjs';

/**
 * What "this very database was migrated by this code and has its demo data" looks like. It spares a second start the
 * seconds that asking with the whole program takes; where it differs, the program is asked.
 * @param {string} root
 * @param {string} databaseUrl
 * @param {boolean} isDemo
 */
export async function preparedStamp(root, databaseUrl, isDemo) {
  const identity = await withClient(databaseUrl, async (client) => {
    const found = await client.query(
      'select system_identifier::text as cluster, (select oid::text from pg_database where datname = current_database()) as oid from pg_control_system()',
    );
    return found.rows[0];
  });
  const hash = createHash('sha256').update(JSON.stringify([identity, isDemo]));
  addFolder(hash, path.join(root, 'db', 'migrations'));
  hash.update(readFileSync(path.join(root, 'package-lock.json')));
  return hash.digest('hex');
}

/**
 * @param {string} dataDir
 * @param {string} stamp
 */
export function isPrepared(dataDir, stamp) {
  return existsSync(stampFile(dataDir)) && readFileSync(stampFile(dataDir), 'utf8') === stamp;
}

/**
 * @param {string} dataDir
 * @param {string} stamp
 */
export function markPrepared(dataDir, stamp) {
  writeFileSync(stampFile(dataDir), stamp);
}

/** @param {string} dataDir */
export function forgetPrepared(dataDir) {
  rmSync(stampFile(dataDir), { force: true });
}

/** @param {string} dataDir */
function stampFile(dataDir) {
  return path.join(dataDir, 'prepared');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} folder
 */
function addFolder(hash, folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, file);
    else hash.update(`${entry.name}\n`).update(readFileSync(file));
  }
}
