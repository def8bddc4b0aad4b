import { CommandError } from './command-error';

/** The database that the command works on; throws `CommandError` when the environment names none. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new CommandError('DATABASE_URL is not set.');
  return checked('DATABASE_URL', url);
}

/** The same database for the role that owns the tables; null where there is no other role. Throws `CommandError`. */
export function migrationDatabaseUrl(): string | null {
  const url = process.env.MIGRATION_DATABASE_URL;
  return url ? checked('MIGRATION_DATABASE_URL', url) : null;
}

function checked(name: string, url: string): string {
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return url;
  throw new CommandError(`${name} must be a URL that starts with postgres://.`);
}
