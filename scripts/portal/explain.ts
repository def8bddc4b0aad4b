import { CommandError } from './command-error';

/** What PostgreSQL and the network mean, for somebody who set DATABASE_URL. */
const DATABASE_REASONS: Record<string, string> = {
  ECONNREFUSED: 'the database does not answer: is it running, and is DATABASE_URL right?',
  ENOTFOUND: 'the host in DATABASE_URL is not known.',
  ETIMEDOUT: 'the database does not answer in time.',
  '28P01': 'the database refuses the password in DATABASE_URL.',
  '28000': 'the database refuses the user in DATABASE_URL.',
  '3D000': 'the database that DATABASE_URL names does not exist; create it first.',
  '42P01': 'the database is not migrated; run: npm run portal -- migrate',
  '42501': 'the user in DATABASE_URL may not do this in the database.',
};

/** One line for what the operator can mend; the whole story, stack and causes, for a fault of ours. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isForTheOperator = error instanceof CommandError || error.name === 'DomainError';
  if (isForTheOperator || error.message.startsWith('Wrong environment')) return error.message;
  const reason = databaseReason(error);
  if (reason !== null) return reason;
  return `${error.stack ?? error.message}${error.cause === undefined ? '' : `\ncaused by: ${explain(error.cause)}`}`;
}

/** Says in words why the database could not be used; null when that is not what happened. */
export function databaseReason(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error ? String(error.code) : '';
  return DATABASE_REASONS[code] ?? databaseReason(error.cause);
}
