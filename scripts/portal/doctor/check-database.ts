import { countMigrations } from '@/core/audit/is-migrated';
import { databaseOn, openPool } from '@/db/client';
import { databaseReason } from '../explain';
import type { Finding } from './finding';

/** PostgreSQL 14, as PostgreSQL counts. */
const VERSION_MIN = 140_000;

/** Can it be reached, is it new enough, has it every migration? */
export async function checkDatabase(env: Readonly<Record<string, string | undefined>>): Promise<readonly Finding[]> {
  const what = 'Database';
  const url = env.DATABASE_URL;
  if (!url) return [{ what, verdict: 'wrong', says: 'DATABASE_URL is not set.' }];
  const pool = openPool(url, { max: 1, onError: () => undefined });
  try {
    const { rows } = await pool.query<{ number: number; name: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
    );
    const version = rows[0] ?? { number: 0, name: 'unknown' };
    if (version.number < VERSION_MIN) {
      return [{ what, verdict: 'wrong', says: `PostgreSQL ${version.name} is too old; Portico needs 14 or newer.` }];
    }
    const { made, known } = await countMigrations(databaseOn(pool)).catch(() => ({ made: 0, known: 1 }));
    if (made < known) {
      return [{ what, verdict: 'wrong', says: 'The schema is not up to date; run: npm run portal -- migrate' }];
    }
    if (made > known) {
      const says = `PostgreSQL ${version.name}. The schema is that of a newer version: upgrade this machine, too.`;
      return [{ what, verdict: 'note', says }];
    }
    return [{ what, verdict: 'ok', says: `PostgreSQL ${version.name}, the schema is up to date.` }];
  } catch (error) {
    const reason = databaseReason(error) ?? (error instanceof Error ? error.message : String(error));
    return [{ what, verdict: 'wrong', says: reason }];
  } finally {
    await pool.end();
  }
}
