import { migrateDatabase } from '@/db/migrate';
import { databaseUrl, migrationDatabaseUrl } from './database-url';

/** Brings the schema to this version. Safe to run at any time, also by several at once. */
export async function run(): Promise<number> {
  const [application, owner] = [databaseUrl(), migrationDatabaseUrl()];
  await (owner === null ? migrateDatabase(application) : migrateDatabase(owner, application));
  console.log('The database is up to date.');
  return 0;
}
