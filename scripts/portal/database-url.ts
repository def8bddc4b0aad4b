import { CommandError } from './command-error';

/** The database that the command works on; throws `CommandError` when the environment names none. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL;
  if (!url) throw new CommandError('DATABASE_URL is not set.');
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new CommandError('DATABASE_URL must be a URL that starts with postgres://.');
  }
  return url;
}
