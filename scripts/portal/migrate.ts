import { OtherDatabaseError } from '@/db/application-role';
import { migrateDatabase } from '@/db/migrate';
import { CommandError } from './command-error';
import { databaseUrl, migrationDatabaseUrl } from './database-url';
import { readOptions } from './read-options';

/** Brings the schema to this version. Safe to run at any time, also by several at once. */
export async function run(args: string[] = []): Promise<number> {
  readOptions('migrate', args);
  const [application, owner] = [databaseUrl(), migrationDatabaseUrl()];
  await (owner === null ? migrateDatabase(application) : migrateAsOwner(owner, application));
  console.log('The database is up to date.');
  return 0;
}

async function migrateAsOwner(owner: string, application: string): Promise<void> {
  try {
    await migrateDatabase(owner, application);
  } catch (error) {
    if (!(error instanceof OtherDatabaseError)) throw error;
    throw new CommandError('MIGRATION_DATABASE_URL and DATABASE_URL name different databases.', { cause: error });
  }
}
