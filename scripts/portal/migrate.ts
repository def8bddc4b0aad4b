import { migrateDatabase } from '@/db/migrate';
import { databaseUrl, migrationDatabaseUrl } from './database-url';
import { readOptions } from './read-options';

/** Brings the schema to this version. Safe to run at any time, also by several at once. */
export async function run(args: string[] = []): Promise<number> {
  readOptions('migrate', args);
  const [application, owner] = [databaseUrl(), migrationDatabaseUrl()];
  await (owner === null ? migrateDatabase(application) : migrateDatabase(owner, application));
  console.log('The database is up to date.');
  return 0;
}
