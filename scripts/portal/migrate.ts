import { migrateDatabase } from '@/db/migrate';
import { databaseUrl } from './database-url';

/** Brings the schema to this version. Safe to run at any time, also by several at once. */
export async function run(): Promise<number> {
  await migrateDatabase(databaseUrl());
  console.log('The database is up to date.');
  return 0;
}
