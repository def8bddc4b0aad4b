import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openTestDatabase } from '../scripts/test/database.mjs';

/** Gives `work` a database server whose role may make databases, and stops it where it was started for this. */
export async function withDatabase<T>(work: (serverUrl: string) => Promise<T>): Promise<T> {
  const folder = path.join(path.dirname(import.meta.dirname), '.test');
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const server = openTestDatabase(folder);
  try {
    return await work(await server.url);
  } finally {
    await server.stop();
  }
}
