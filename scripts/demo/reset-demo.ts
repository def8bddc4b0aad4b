import pg from 'pg';
import { migrateDatabase } from '@/db/migrate';
import { CommandError } from '../portal/command-error';

/**
 * Empties the portal's database: the audit log can only go with its schema. Throws `CommandError` while a portal runs
 * on it, because its people and jobs would go from under it.
 */
export async function resetDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
    if ((rows[0]?.count ?? 0) > 0) {
      throw new CommandError('Somebody is connected to this database. Stop the portal first, then reset.');
    }
    await client.query('drop schema if exists graphile_worker, drizzle, public cascade');
    await client.query('create schema public');
  } finally {
    await client.end();
  }
  await migrateDatabase(url);
}
